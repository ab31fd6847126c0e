package io.escapement.engine.pipeline;

/**
 * What one group of a layout does.
 *
 * @param from      index of its first stage
 * @param to        index behind its last stage
 * @param begins    whether events begin here
 * @param finishes  whether records are finished here
 * @param journals  whether records are appended here
 * @param listens   whether record listeners are called here
 * @param name      for threads and messages
 */
record GroupPlan(int from, int to, boolean begins, boolean finishes, boolean journals, boolean listens, String name) {
}
