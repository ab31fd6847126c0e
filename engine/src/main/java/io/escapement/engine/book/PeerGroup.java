package io.escapement.engine.book;

import java.util.Arrays;

/** The instruments, at whatever venue, that are the same thing under one canonical name; in the order of their ids. */
final class PeerGroup {
    final String canonical;
    private int[] ids = new int[0];

    PeerGroup(String canonical) {
        this.canonical = canonical;
    }

    void add(int id) {
        if (Arrays.binarySearch(ids, id) < 0) {
            ids = Arrays.copyOf(ids, ids.length + 1);
            ids[ids.length - 1] = id;
            Arrays.sort(ids);
        }
    }

    void remove(int id) {
        final int place = Arrays.binarySearch(ids, id);
        if (place >= 0) {
            final int[] fewer = Arrays.copyOf(ids, ids.length - 1);
            System.arraycopy(ids, place + 1, fewer, place, fewer.length - place);
            ids = fewer;
        }
    }

    int size() {
        return ids.length;
    }

    int id(int index) {
        return ids[index];
    }
}
