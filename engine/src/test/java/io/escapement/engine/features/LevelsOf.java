package io.escapement.engine.features;

import io.escapement.codecs.sbe.BookChangeDecoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.engine.feed.LevelGroups;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteOrder;

/** A step's levels as a book change has them; one after the other. */
final class LevelsOf {
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1024]);
    private final LevelGroups groups = new LevelGroups();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();

    LevelGroups of(Step step) {
        header.wrap(buffer, 0).blockLength(BookChangeDecoder.BLOCK_LENGTH);
        int at = MessageHeaderEncoder.ENCODED_LENGTH + BookChangeDecoder.BLOCK_LENGTH;
        for (int side = 0; side < 4; side += 2) {
            LevelGroups.putHeader(buffer, at, step.levels()[side].length);
            at += LevelGroups.GROUP_HEADER_LENGTH;
            for (int i = 0; i < step.levels()[side].length; i++) {
                buffer.putLong(at, step.levels()[side][i], ByteOrder.LITTLE_ENDIAN);
                buffer.putLong(at + Long.BYTES, step.levels()[side + 1][i], ByteOrder.LITTLE_ENDIAN);
                at += LevelGroups.LEVEL_LENGTH;
            }
        }
        return groups.wrap(buffer, 0);
    }
}
