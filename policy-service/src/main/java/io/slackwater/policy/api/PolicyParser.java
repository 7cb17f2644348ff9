// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.slackwater.policy.domain.Fault;
import io.slackwater.policy.domain.PolicyDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads policies from request bodies, and names every field that does not fit. */
final class PolicyParser {

  private static final PolicyDocument EMPTY =
      new PolicyDocument(null, null, null, null, null, null, null, null, null, null, null);

  private static final ObjectReader READER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .build()
          .readerFor(PolicyDocument.class);

  private PolicyParser() {}

  /**
   * What a body holds.
   *
   * @param readable false when nothing at all could be made of it
   */
  record Parsed(PolicyDocument document, List<Fault> faults, boolean readable) {}

  static Parsed parse(@Nullable String body) {
    List<Fault> faults = new ArrayList<>();
    try {
      PolicyDocument document =
          READER.withHandler(new ShapeFaults(faults)).readValue(body == null ? "" : body);
      return document == null ? unreadable("it is empty") : new Parsed(document, faults, true);
    } catch (JsonMappingException e) {
      String field =
          e.getPath().stream()
              .map(JsonMappingException.Reference::getFieldName)
              .filter(name -> name != null)
              .collect(Collectors.joining("."));
      if (field.isEmpty()) {
        return unreadable(e.getOriginalMessage());
      }
      faults.add(ShapeFaults.fault(field, e.getOriginalMessage()));
      return new Parsed(EMPTY, faults, false);
    } catch (JsonProcessingException e) {
      return unreadable(e.getOriginalMessage());
    }
  }

  private static Parsed unreadable(String why) {
    return new Parsed(
        EMPTY,
        List.of(
            new Fault(
                "body",
                "the body is not a policy in JSON: " + why,
                "a policy is one JSON object",
                "send one as docs/policies.md shows")),
        false);
  }
}
