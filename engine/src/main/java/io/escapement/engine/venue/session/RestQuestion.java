package io.escapement.engine.venue.session;

/**
 * One REST request.
 *
 * @param post   POST rather than GET
 * @param path   with its query, behind the venue's REST URL
 * @param body   JSON, of a POST; may be empty
 * @param weight what it takes from the venue's budget
 */
public record RestQuestion(boolean post, String path, String body, int weight) {
    public static RestQuestion get(String path) {
        return new RestQuestion(false, path, "", 1);
    }

    public static RestQuestion post(String path, String body) {
        return new RestQuestion(true, path, body, 1);
    }

    public RestQuestion withWeight(int other) {
        return new RestQuestion(post, path, body, other);
    }
}
