package io.escapement.perf.recording;

import org.agrona.concurrent.UnsafeBuffer;

import java.util.List;

/** Where in the frames the numbers stand that change from pass to pass, and by how much they do. */
final class MovedNumbers {
    private static final String[] TIMES = {"E", "T"};
    private static final String[] DEPTH_IDS = {"U", "u", "pu"};
    private static final int MOST_IN_A_FRAME = TIMES.length + DEPTH_IDS.length;

    private final int[] first;
    private final int[] at;
    private final int[] digits;
    private final long[] move;
    private final long[] value;
    private int count;

    MovedNumbers(List<LoopFrame> frames, int[] offsets) {
        final int most = frames.size() * MOST_IN_A_FRAME;
        first = new int[frames.size() + 1];
        at = new int[most];
        digits = new int[most];
        move = new long[most];
        value = new long[most];
        for (int i = 0; i < frames.size(); i++) {
            first[i] = count;
            final LoopFrame frame = frames.get(i);
            for (final String name : TIMES) {
                add(frame.text(), name, offsets[i], frame.timeMoveMs());
            }
            if (frame.kind() == RecordedFrame.Kind.TRADE) {
                add(frame.text(), "t", offsets[i], frame.tradeMove());
            } else {
                for (final String name : DEPTH_IDS) {
                    add(frame.text(), name, offsets[i], frame.depthMove());
                }
            }
        }
        first[frames.size()] = count;
    }

    private void add(String text, String name, int offset, long by) {
        final int from = RecordedFrame.numberAt(text, name);
        if (from >= 0) {
            final int end = RecordedFrame.endOfDigits(text, from);
            at[count] = offset + from;
            digits[count] = end - from;
            move[count] = by;
            value[count++] = Long.parseLong(text, from, end, 10);
        }
    }

    void moveOn(int frame, UnsafeBuffer memory) {
        for (int i = first[frame]; i < first[frame + 1]; i++) {
            value[i] += move[i];
            long rest = value[i];
            for (int place = at[i] + digits[i] - 1; place >= at[i]; place--) {
                memory.putByte(place, (byte) ('0' + rest % 10));
                rest /= 10;
            }
            if (rest != 0) {
                throw new IllegalStateException("the recording's ids have no room for one more pass: " + value[i]
                    + " needs more than " + digits[i] + " digits; take a longer recording or fewer passes");
            }
        }
    }
}
