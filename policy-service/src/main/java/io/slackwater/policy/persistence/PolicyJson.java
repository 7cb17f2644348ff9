// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.slackwater.contracts.event.ContractJson;
import io.slackwater.policy.domain.Policy;
import io.slackwater.policy.domain.PolicyDocument;
import io.slackwater.policy.domain.PolicyReader;
import io.slackwater.policy.domain.ReadPolicy;
import java.util.List;

/** Policies as the database keeps them: as their documents. */
final class PolicyJson {

  private static final JsonMapper JSON = ContractJson.mapper();

  private PolicyJson() {}

  static String write(Policy policy) {
    return RowJson.write(JSON, PolicyDocument.of(policy));
  }

  static Policy read(String name, String text) {
    try {
      ReadPolicy read = PolicyReader.read(JSON.readValue(text, PolicyDocument.class), List.of());
      return read.policy()
          .orElseThrow(() -> new UnreadableRowException("policy", name, read.faults().toString()));
    } catch (JsonProcessingException e) {
      throw new UnreadableRowException("policy", name, e);
    }
  }
}
