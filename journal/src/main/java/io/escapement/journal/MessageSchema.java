package io.escapement.journal;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the SBE schema says about each message, read from the schema itself, so that every message can be shown with
 * its field names without code for each. For cold paths.
 */
final class MessageSchema {
    private static final String RESOURCE = "/escapement.xml";

    /**
     * @param type      the schema's name for it, such as Price
     * @param primitive int8 to int64, uint8 to uint64, double
     * @param names     of the values of an enumeration, else null
     * @param offset    in its block
     */
    record Field(String name, String type, String primitive, Map<Long, String> names, int offset) {
        int length() {
            return primitiveLength(primitive);
        }
    }

    record Group(String name, List<Field> fields) {
    }

    /** @param lengthBytes of the length that goes before the bytes */
    record Data(String name, int lengthBytes) {
    }

    record Message(int id, String name, List<Field> fields, List<Group> groups, List<Data> data) {
    }

    private final Map<String, String> primitives = new HashMap<>();
    private final Map<String, Map<Long, String>> enums = new HashMap<>();
    private final Map<String, Integer> lengths = new HashMap<>();
    private final Map<Integer, Message> messages = new LinkedHashMap<>();

    private MessageSchema(Element root) {
        readTypes(root);
        for (final Element element : children(root, "message")) {
            final Message message = new Message(Integer.parseInt(element.getAttribute("id")),
                element.getAttribute("name"), fields(element), groups(element), data(element));
            messages.put(message.id(), message);
        }
    }

    /** The schema that this program was built with. */
    static MessageSchema load() {
        try (InputStream in = MessageSchema.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new JournalException("the schema " + RESOURCE + " is not on the class path");
            }
            final DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setNamespaceAware(true);
            final Document document = factory.newDocumentBuilder().parse(in);
            return new MessageSchema(document.getDocumentElement());
        } catch (final IOException | ParserConfigurationException | SAXException e) {
            throw new JournalException("cannot read the schema " + RESOURCE + ": " + e, e);
        }
    }

    /** What is known of a template id, null where nothing is. */
    Message message(int templateId) {
        return messages.get(templateId);
    }

    Iterable<Message> messages() {
        return messages.values();
    }

    private void readTypes(Element root) {
        for (final Element types : children(root, "types")) {
            for (final Element type : children(types, "type")) {
                primitives.put(type.getAttribute("name"), type.getAttribute("primitiveType"));
            }
            for (final Element type : children(types, "enum")) {
                final Map<Long, String> values = new HashMap<>();
                for (final Element value : children(type, "validValue")) {
                    values.put(Long.valueOf(value.getTextContent().trim()), value.getAttribute("name"));
                }
                enums.put(type.getAttribute("name"), values);
                primitives.put(type.getAttribute("name"), type.getAttribute("encodingType"));
            }
            for (final Element composite : children(types, "composite")) {
                final String primitive = children(composite, "type").get(0).getAttribute("primitiveType");
                lengths.put(composite.getAttribute("name"), primitiveLength(primitive));
            }
        }
    }

    private List<Field> fields(Element owner) {
        final List<Field> fields = new ArrayList<>();
        int offset = 0;
        for (final Element element : children(owner, "field")) {
            final String type = element.getAttribute("type");
            final Field field = new Field(element.getAttribute("name"), type, primitives.getOrDefault(type, type),
                enums.get(type), offset);
            fields.add(field);
            offset += field.length();
        }
        return fields;
    }

    private List<Group> groups(Element owner) {
        final List<Group> groups = new ArrayList<>();
        for (final Element element : children(owner, "group")) {
            groups.add(new Group(element.getAttribute("name"), fields(element)));
        }
        return groups;
    }

    private List<Data> data(Element owner) {
        final List<Data> data = new ArrayList<>();
        for (final Element element : children(owner, "data")) {
            data.add(new Data(element.getAttribute("name"), lengths.get(element.getAttribute("type"))));
        }
        return data;
    }

    private static List<Element> children(Element parent, String name) {
        final List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && name.equals(element.getLocalName())) {
                found.add(element);
            }
        }
        return found;
    }

    private static int primitiveLength(String primitive) {
        return switch (primitive) {
            case "int8", "uint8", "char" -> 1;
            case "int16", "uint16" -> 2;
            case "int32", "uint32", "float" -> 4;
            case "int64", "uint64", "double" -> 8;
            default -> throw new JournalException("the schema has a type " + primitive + ", which is not known");
        };
    }
}
