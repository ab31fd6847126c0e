package io.escapement.journal;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MessageSchemaTest {
    @Test
    void shouldLayOutEveryFieldAsTheGeneratedCodecsDo() throws Exception {
        int messages = 0;
        for (final MessageSchema.Message message : MessageSchema.load().messages()) {
            final Class<?> decoder = Class.forName("io.escapement.codecs.sbe." + message.name() + "Decoder");
            assertEquals(decoder.getField("TEMPLATE_ID").getInt(null), message.id());
            int blockLength = 0;
            for (final MessageSchema.Field field : message.fields()) {
                assertEquals(call(decoder, field.name() + "EncodingOffset"), field.offset(), message + " " + field);
                assertEquals(call(decoder, field.name() + "EncodingLength"), field.length(), message + " " + field);
                blockLength += field.length();
            }
            assertEquals(decoder.getField("BLOCK_LENGTH").getInt(null), blockLength, message.name());
            for (final MessageSchema.Data data : message.data()) {
                assertEquals(call(decoder, data.name() + "HeaderLength"), data.lengthBytes());
            }
            messages++;
        }
        assertTrue(messages >= 25);
    }

    private static Object call(Class<?> decoder, String method) throws ReflectiveOperationException {
        return decoder.getMethod(method).invoke(null);
    }
}
