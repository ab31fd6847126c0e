package io.escapement.engine.config;

import java.util.List;

/** A config file cannot be used. Carries every problem found in it, not just the first. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    ConfigException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /** One line each: file, line, key, what is wrong, what was expected, an example. */
    public List<String> problems() {
        return problems;
    }
}
