// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.slackwater.contracts.run.Approach;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EventStreamIT extends CatalogStack {
  @Test
  void goesOnWhereAListenerLeftOff() {
    Samples shop = fresh("east");
    backUp(shop, Approach.DATA_SERVICE, false);
    List<String> all = streamed("run=" + shop.run(), "0-0", 16);

    List<String> first = streamed("run=" + shop.run(), "0-0", 5);
    List<String> rest = streamed("run=" + shop.run(), ServerSentEvents.id(first.getLast()), 11);

    assertThat(first).isEqualTo(all.subList(0, 5));
    assertThat(rest).isEqualTo(all.subList(5, 16));
    assertThat(all).anyMatch(e -> e.contains("io.slackwater.run.settled.v1"));
    assertThat(all).noneMatch(e -> e.contains("heartbeat"));
  }

  @Test
  void showsOnlyTheApplicationAskedFor() {
    Samples shop = fresh("east");
    Samples other = fresh("east");
    backUp(other, Approach.DATA_SERVICE, false);
    backUp(shop, Approach.DATA_SERVICE, false);

    assertThat(streamed("application=" + shop.application(), "0-0", 10))
        .allMatch(e -> e.contains(shop.application().key()));
  }

  @Test
  void refusesAPlaceThatItNeverGave() {
    HttpResponse<String> answer =
        send(
            request("/api/v1/events", "slackwater-viewer")
                .header("Last-Event-ID", "somewhere")
                .build());

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("leave it out");
  }

  @Test
  void refusesAFilterThatIsNone() {
    HttpResponse<String> answer =
        send(request("/api/v1/runs?state=DONE", "slackwater-viewer").build());

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("SUCCEEDED");
  }

  @Test
  void asksForATokenAndForTheRole() {
    HttpRequest nobody = HttpRequest.newBuilder(base.resolve("/api/v1/runs")).build();
    HttpRequest stranger = request("/api/v1/runs", "somebody").build();
    HttpRequest viewer =
        request("/api/v1/restores", "slackwater-viewer")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();

    assertThat(send(nobody).statusCode()).isEqualTo(401);
    assertThat(send(stranger).statusCode()).isEqualTo(403);
    assertThat(send(viewer).statusCode()).isEqualTo(403);
  }
}
