package io.escapement.engine.venue.mexc;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;

/**
 * The venue's push messages as protobuf-java sees them: descriptors made here, after the sheet's list of fields. Texts
 * are declared as bytes, so that the library does not check those that nobody looks at.
 */
public final class MexcMessages {
    static final Descriptor WRAPPER = wrapper();

    private MexcMessages() {
    }

    private static Descriptor wrapper() {
        final FileDescriptorProto.Builder file = FileDescriptorProto.newBuilder().setName("push").setSyntax("proto3")
            .addMessageType(DescriptorProto.newBuilder().setName("Level").addField(text("price", 1))
                .addField(text("quantity", 2)))
            .addMessageType(DescriptorProto.newBuilder().setName("Deal").addField(text("price", 1))
                .addField(text("quantity", 2)).addField(field("tradeType", 3, Type.TYPE_INT64))
                .addField(field("time", 4, Type.TYPE_INT64)).addField(text("tradeId", 5)))
            .addMessageType(DescriptorProto.newBuilder().setName("AggreDepths").addField(many("asks", 1, "Level"))
                .addField(many("bids", 2, "Level")).addField(text("eventType", 3)).addField(text("fromVersion", 4))
                .addField(text("toVersion", 5)))
            .addMessageType(DescriptorProto.newBuilder().setName("LimitDepths").addField(many("asks", 1, "Level"))
                .addField(many("bids", 2, "Level")).addField(text("eventType", 3)).addField(text("version", 4)))
            .addMessageType(DescriptorProto.newBuilder().setName("AggreDeals").addField(many("deals", 1, "Deal"))
                .addField(text("eventType", 2)))
            .addMessageType(DescriptorProto.newBuilder().setName("AggreBookTicker").addField(text("bidPrice", 1))
                .addField(text("bidQuantity", 2)).addField(text("askPrice", 3)).addField(text("askQuantity", 4))
                .addField(text("version", 5)))
            .addMessageType(DescriptorProto.newBuilder().setName("Wrapper").addField(text("channel", 1))
                .addField(text("symbol", 3)).addField(text("symbolId", 4))
                .addField(field("createTime", 5, Type.TYPE_INT64)).addField(field("sendTime", 6, Type.TYPE_INT64))
                .addField(one("publicLimitDepths", 303, "LimitDepths"))
                .addField(one("publicAggreDepths", 313, "AggreDepths"))
                .addField(one("publicAggreDeals", 314, "AggreDeals"))
                .addField(one("publicAggreBookTicker", 315, "AggreBookTicker")));
        try {
            return FileDescriptor.buildFrom(file.build(), new FileDescriptor[0]).findMessageTypeByName("Wrapper");
        } catch (DescriptorValidationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static FieldDescriptorProto field(String name, int number, Type type) {
        return FieldDescriptorProto.newBuilder().setName(name).setNumber(number).setType(type)
            .setLabel(Label.LABEL_OPTIONAL).build();
    }

    private static FieldDescriptorProto text(String name, int number) {
        return field(name, number, Type.TYPE_BYTES);
    }

    private static FieldDescriptorProto one(String name, int number, String message) {
        return field(name, number, Type.TYPE_MESSAGE).toBuilder().setTypeName(message).build();
    }

    private static FieldDescriptorProto many(String name, int number, String message) {
        return one(name, number, message).toBuilder().setLabel(Label.LABEL_REPEATED).build();
    }

    /** The wire form of a message that is given as JSON with the fields' names; what has no field is left out. */
    public static byte[] encode(JsonNode json) {
        return message(WRAPPER, json).toByteArray();
    }

    private static DynamicMessage message(Descriptor type, JsonNode json) {
        final DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
        json.fields().forEachRemaining(entry -> {
            final FieldDescriptor field = type.findFieldByName(entry.getKey());
            if (field == null) {
                return;
            }
            if (field.isRepeated()) {
                entry.getValue().forEach(each -> message.addRepeatedField(field, value(field, each)));
            } else {
                message.setField(field, value(field, entry.getValue()));
            }
        });
        return message.build();
    }

    private static Object value(FieldDescriptor field, JsonNode json) {
        return switch (field.getJavaType()) {
            case MESSAGE -> message(field.getMessageType(), json);
            case LONG -> json.asLong();
            default -> ByteString.copyFromUtf8(json.asText());
        };
    }
}
