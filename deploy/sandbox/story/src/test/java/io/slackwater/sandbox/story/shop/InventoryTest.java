// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InventoryTest {

  private static final ApiResource SERVICE =
      new ApiResource("/api/v1", "v1", "Service", "services", true);

  @Test
  void takesWhatTheClusterAssignsForEqual() {
    Inventory before =
        service(
            """
            {"metadata":{"name":"database","uid":"a","resourceVersion":"7",
              "labels":{"app":"shop","slackwater.io/restored-by":"run"}},
             "spec":{"clusterIP":"10.0.0.7","ports":[{"port":5432,"nodePort":31000}]},
             "status":{"loadBalancer":{}}}""");
    Inventory after =
        service(
            """
            {"metadata":{"name":"database","uid":"b","resourceVersion":"99",
              "labels":{"app":"shop"}},
             "spec":{"clusterIP":"10.0.0.8","ports":[{"port":5432}]}}""");

    assertThat(before.differences(after)).isEmpty();
  }

  @Test
  void namesTheFieldThatSomebodyWroteAndThatDiffers() {
    Inventory before =
        service("{\"metadata\":{\"name\":\"a\"},\"spec\":{\"ports\":[{\"port\":1}]}}");
    Inventory after =
        service("{\"metadata\":{\"name\":\"a\"},\"spec\":{\"ports\":[{\"port\":2}]}}");

    assertThat(before.differences(after))
        .containsExactly("v1/Service/x differs at /spec/ports/0/port");
  }

  @Test
  void namesALostLabel() {
    Inventory before = service("{\"metadata\":{\"name\":\"a\",\"labels\":{\"app\":\"shop\"}}}");
    Inventory after = service("{\"metadata\":{\"name\":\"a\"}}");

    assertThat(before.differences(after))
        .containsExactly("v1/Service/x differs at /metadata/labels");
  }

  @Test
  void namesWhatIsMissingAndWhatIsNew() {
    JsonNode object = Inventory.parse("{}");
    Inventory before = new Inventory(Map.of("v1/ConfigMap/a", object));
    Inventory after = new Inventory(Map.of("v1/ConfigMap/b", object));

    assertThat(before.differences(after))
        .containsExactly("v1/ConfigMap/a is missing", "v1/ConfigMap/b was not there before");
  }

  @Test
  void leavesOutWhatAControllerMadeForAnotherObject() {
    JsonNode made =
        Inventory.parse("{\"metadata\":{\"name\":\"x\",\"ownerReferences\":[{\"uid\":\"1\"}]}}");

    assertThat(Normal.madeByCluster("ConfigMap", made)).isTrue();
    assertThat(
            Normal.madeByCluster("ConfigMap", Inventory.parse("{\"metadata\":{\"name\":\"x\"}}")))
        .isFalse();
  }

  private static Inventory service(String json) {
    return new Inventory(Map.of("v1/Service/x", Normal.form(SERVICE, Inventory.parse(json))));
  }
}
