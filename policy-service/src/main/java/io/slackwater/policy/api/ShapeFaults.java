// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import io.slackwater.policy.domain.Fault;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns what does not fit into faults and reads on, so that one body names all of its faults. */
final class ShapeFaults extends DeserializationProblemHandler {

  private final List<Fault> faults;

  ShapeFaults(List<Fault> faults) {
    this.faults = faults;
  }

  static Fault fault(String field, String why) {
    return new Fault(
        field,
        "the value does not fit: " + why.lines().findFirst().orElse(""),
        "every field has a type of its own",
        "compare it with docs/openapi-policy-service.yaml");
  }

  @Override
  public boolean handleUnknownProperty(
      DeserializationContext context,
      JsonParser parser,
      JsonDeserializer<?> deserializer,
      Object beanOrClass,
      String name)
      throws IOException {
    faults.add(
        new Fault(
            path(parser),
            "there is no field of this name",
            "an unknown field would be ignored, and with it what it was meant to say",
            "correct its name or remove it"));
    parser.skipChildren();
    return true;
  }

  @Override
  public @Nullable Object handleWeirdStringValue(
      DeserializationContext context, Class<?> type, String value, String why) {
    faults.add(fault(path(context.getParser()), why));
    return null;
  }

  @Override
  public @Nullable Object handleWeirdNumberValue(
      DeserializationContext context, Class<?> type, Number value, String why) {
    faults.add(fault(path(context.getParser()), why));
    return null;
  }

  @Override
  public @Nullable Object handleUnexpectedToken(
      DeserializationContext context, JavaType type, JsonToken token, JsonParser parser, String why)
      throws IOException {
    faults.add(fault(path(parser), "not %s".formatted(token)));
    parser.skipChildren();
    return null;
  }

  @Override
  public @Nullable Object handleMissingInstantiator(
      DeserializationContext context,
      Class<?> type,
      ValueInstantiator instantiator,
      JsonParser parser,
      String why)
      throws IOException {
    faults.add(fault(path(parser), "an object is expected"));
    parser.skipChildren();
    return null;
  }

  private static String path(JsonParser parser) {
    Deque<String> names = new ArrayDeque<>();
    for (JsonStreamContext context = parser.getParsingContext();
        context != null;
        context = context.getParent()) {
      if (context.inObject() && context.getCurrentName() != null) {
        names.addFirst(context.getCurrentName());
      }
    }
    return String.join(".", names);
  }
}
