package io.escapement.engine.venue.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.HexFormat;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ProtoReaderTest {
    private final ProtoReader reader = new ProtoReader();

    /** All fields by number and kind, in the order of the wire; null where the message is refused. */
    static UnknownFieldSet read(ProtoReader reader, byte[] message) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[message.length + 6]);
        buffer.putBytes(3, message);
        reader.wrap(buffer, 3, 3 + message.length);
        final UnknownFieldSet.Builder fields = UnknownFieldSet.newBuilder();
        while (reader.next()) {
            final UnknownFieldSet.Field.Builder field = UnknownFieldSet.Field.newBuilder();
            switch (reader.wireType()) {
                case ProtoReader.VARINT -> field.addVarint(reader.value());
                case ProtoReader.FIXED64 -> field.addFixed64(reader.value());
                case ProtoReader.FIXED32 -> field.addFixed32((int) reader.value());
                default -> {
                    final byte[] content = new byte[reader.valueEnd() - reader.valueBegin()];
                    buffer.getBytes(reader.valueBegin(), content);
                    field.addLengthDelimited(ByteString.copyFrom(content));
                }
            }
            fields.mergeField(reader.field(), field.build());
        }
        if (reader.expected() != null) {
            assertTrue(reader.errorOffset() >= 3 && reader.errorOffset() <= 3 + message.length);
            return null;
        }
        return fields.build();
    }

    /** The library's own reader, which takes groups, too. */
    static UnknownFieldSet readPlainly(byte[] message) {
        try {
            return UnknownFieldSet.parseFrom(message);
        } catch (InvalidProtocolBufferException e) {
            return null;
        }
    }


    private void refuses(String expected, String hex) {
        assertEquals(null, read(reader, HexFormat.of().parseHex(hex)), hex);
        assertEquals(expected, reader.expected(), hex);
    }

    @Example
    void saysWhatIsWrong() {
        refuses("more bytes", "08");
        refuses("more bytes", "0880");
        refuses("more bytes", "0901020304050607");
        refuses("more bytes", "0d010203");
        refuses("no length beyond the message's end", "0a0541");
        refuses("no length beyond the message's end", "0affffffffffffffffff01");
        refuses("a field number from 1 to 536870911", "0001");
        refuses("a field number from 1 to 536870911", "888080808001");
        refuses("a varint of at most 64 bits", "08ffffffffffffffffff02");
        refuses("a varint of at most 64 bits", "08ffffffffffffffffffff01");
        refuses("a varint of at most 64 bits", "08ffffffffffffffffff00");
        refuses("a varint, a fixed number or a length, no group", "0b0c");
        refuses("a varint, a fixed number or a length, no group", "0c");
        refuses("a varint, a fixed number or a length, no group", "0e");
        assertEquals(-1, read(reader, HexFormat.of().parseHex("08ffffffffffffffffff01")).getField(1).getVarintList()
            .get(0));
        assertEquals(0, read(reader, new byte[0]).getSerializedSize());
    }

    @Property(tries = 8_000)
    void readsMessagesAsTheLibraryDoesAndTakesNoBrokenOneThatItRefuses(@ForAll long seed,
        @ForAll @IntRange(min = 0, max = 3) int changes) {
        final Random random = new Random(seed);
        final byte[] good = message(random).toByteArray();
        final byte[] changed = Damage.change(good, changes, "\0\1\u0008\n", random);
        final UnknownFieldSet found = read(reader, changed);
        final UnknownFieldSet expected = readPlainly(changed);
        if (found != null || changes == 0) {
            assertEquals(expected, found, () -> HexFormat.of().formatHex(changed));
        }
    }

    private static UnknownFieldSet message(Random random) {
        final UnknownFieldSet.Builder fields = UnknownFieldSet.newBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            final UnknownFieldSet.Field.Builder field = UnknownFieldSet.Field.newBuilder();
            switch (random.nextInt(4)) {
                case 0 -> field.addVarint(random.nextLong() >> random.nextInt(64));
                case 1 -> field.addFixed64(random.nextLong());
                case 2 -> field.addFixed32(random.nextInt());
                default -> field.addLengthDelimited(ByteString.copyFrom(new byte[random.nextInt(200)]));
            }
            fields.mergeField(1 + (random.nextInt() >>> 3 + random.nextInt(28)), field.build());
        }
        return fields.build();
    }
}
