package io.escapement.engine.position;

/** Is shown positions. */
@FunctionalInterface
public interface PositionVisitor {
    /** Not to be kept: it changes with the next fill. */
    void onPosition(int instrumentId, Position position);
}
