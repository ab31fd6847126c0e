package io.escapement.engine.config;

/**
 * What a config key should hold, as an error shows it.
 *
 * @param expected in words: "a whole number from 1 to 9"
 * @param example  a value that would do
 */
public record Example(String expected, String example) {
    @Override
    public String toString() {
        return expected + ", e.g. " + example;
    }
}
