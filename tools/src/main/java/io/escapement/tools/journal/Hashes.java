package io.escapement.tools.journal;

import java.util.HexFormat;

/** How hashes are shown. */
final class Hashes {
    private Hashes() {
    }

    /** 16 hexadecimal digits. */
    static String hex(long hash) {
        return HexFormat.of().toHexDigits(hash);
    }
}
