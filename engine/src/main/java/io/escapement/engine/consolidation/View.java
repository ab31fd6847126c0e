package io.escapement.engine.consolidation;

import io.escapement.engine.market.Hashing;

/**
 * One book of everything that trades under a name. Its id is that of the instrument that was defined first in it, whose
 * definition so tells the name.
 */
final class View {
    final int id;
    final String name;
    final boolean derivatives;
    final MergedSide bids;
    final MergedSide asks;

    private final Member[] members = new Member[ConsolidationConfig.MAX_BOOKS];
    private int size;
    /** Between the book in this place, where one buys, and the book in that, where one sells. */
    private final Opportunity[][] opportunities =
        new Opportunity[ConsolidationConfig.MAX_BOOKS][ConsolidationConfig.MAX_BOOKS];

    // Within one record
    boolean listed;

    View(int id, String name, boolean derivatives, int depth) {
        this.id = id;
        this.name = name;
        this.derivatives = derivatives;
        bids = new MergedSide(true, ConsolidationConfig.MAX_BOOKS * depth);
        asks = new MergedSide(false, ConsolidationConfig.MAX_BOOKS * depth);
    }

    int size() {
        return size;
    }

    Member member(int place) {
        return members[place];
    }

    void add(Member member) {
        members[size++] = member;
        for (int other = 0; other < member.place; other++) {
            opportunities[member.place][other] = new Opportunity();
            opportunities[other][member.place] = new Opportunity();
        }
    }

    /** What there is between two books; they are not the same. */
    Opportunity opportunity(Member buy, Member sell) {
        return opportunities[buy.place][sell.place];
    }

    /** How many books are in the view. */
    int inside() {
        int inside = 0;
        for (int i = 0; i < size; i++) {
            inside += members[i].inside ? 1 : 0;
        }
        return inside;
    }

    long hash(long seed) {
        long hash = Hashing.fold(seed, id);
        for (int i = 0; i < size; i++) {
            hash = members[i].hash(hash);
            for (int j = 0; j < size; j++) {
                hash = i == j ? hash : opportunities[i][j].hash(hash);
            }
        }
        return hash;
    }
}
