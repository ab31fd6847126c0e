package io.escapement.tools.view;

import com.fasterxml.jackson.core.JsonGenerator;

import java.io.IOException;

/** Numbers that may be missing: JSON has no NaN. */
final class JsonNumbers {
    private JsonNumbers() {
    }

    static void write(JsonGenerator object, String name, double value) throws IOException {
        object.writeFieldName(name);
        write(object, value);
    }

    static void write(JsonGenerator array, double value) throws IOException {
        if (Double.isNaN(value)) {
            array.writeNull();
        } else {
            array.writeNumber(value);
        }
    }
}
