package io.escapement.engine.config;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A YAML config file being read. Problems are collected, with file and line, and thrown together by {@link #finish}.
 */
public final class ConfigFile {
    /** No config of ours comes near; a larger file is a mistake. */
    static final long MAX_BYTES = 1 << 20;

    private final String name;
    private final String text;
    private final List<String> problems = new ArrayList<>();
    private final Section root;

    private ConfigFile(String name, String text) {
        this.name = name;
        this.text = text;
        this.root = new Section(this, "", compose());
    }

    /**
     * Reads a file.
     *
     * @throws ConfigException if it cannot be read or is no YAML mapping
     */
    public static ConfigFile read(Path path) {
        try {
            if (Files.isDirectory(path)) {
                throw broken(path + ": is a directory; expected a YAML file, e.g. config/demo.yaml");
            }
            if (Files.size(path) > MAX_BYTES) {
                throw broken(path + ": has " + Files.size(path) + " bytes; expected a YAML file of at most "
                    + MAX_BYTES);
            }
            return of(path.toString(), Files.readString(path));
        } catch (NoSuchFileException e) {
            throw broken(path + ": no such file; expected a YAML file, e.g. config/demo.yaml");
        } catch (MalformedInputException e) {
            throw broken(path + ": is not UTF-8 text; expected a YAML file");
        } catch (IOException e) {
            throw broken(path + ": cannot be read: " + e);
        }
    }

    /** Reads text as if it stood in a file of this name. */
    public static ConfigFile of(String name, String text) {
        return new ConfigFile(name, text);
    }

    private static ConfigException broken(String problem) {
        return new ConfigException(List.of(problem));
    }

    private MappingNode compose() {
        final Optional<Node> node;
        try {
            node = new Compose(LoadSettings.builder().setLabel(name).build()).composeString(text);
        } catch (MarkedYamlEngineException e) {
            final String where = e.getProblemMark().map(m -> ":" + (m.getLine() + 1)).orElse("");
            throw broken(name + where + ": is not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw broken(name + ": is not YAML: " + e.getMessage());
        }
        if (node.isEmpty() || !(node.get() instanceof MappingNode mapping)) {
            throw broken(name + ":1: expected keys with values at the top, e.g. engine: {id: 1}");
        }
        return mapping;
    }

    /** The whole file. */
    public Section root() {
        return root;
    }

    public String name() {
        return name;
    }

    /** The file as it was read, for the journal's manifest. */
    public String text() {
        return text;
    }

    /** Notes a problem. */
    void problem(int line, String key, String what) {
        problems.add(name + ":" + line + ": " + key + ": " + what);
    }

    /**
     * Ends the reading: keys that nobody asked for are problems too.
     *
     * @throws ConfigException if there was any problem
     */
    public void finish() {
        root.refuseUnread();
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }
}
