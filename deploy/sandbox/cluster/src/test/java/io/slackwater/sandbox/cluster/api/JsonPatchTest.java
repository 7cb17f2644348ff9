// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.store.ApiException;
import io.slackwater.sandbox.cluster.store.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonPatchTest {
  private static ObjectNode json(String text) {
    return Json.readObject(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode patched(String target, String operations) {
    byte[] bytes = operations.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return JsonPatch.apply(json(target), Json.read(bytes));
  }

  @Test
  void addsReplacesAndRemoves() {
    assertThat(
            patched(
                "{'a':1,'b':{'c':2}}",
                "[{'op':'add','path':'/b/d','value':3},{'op':'replace','path':'/a','value':4},"
                    + "{'op':'remove','path':'/b/c'}]"))
        .isEqualTo(json("{'a':4,'b':{'d':3}}"));
  }

  @Test
  void insertsAndAppendsInArrays() {
    assertThat(
            patched(
                "{'a':[1,3]}",
                "[{'op':'add','path':'/a/1','value':2},{'op':'add','path':'/a/-','value':4}]"))
        .isEqualTo(json("{'a':[1,2,3,4]}"));
  }

  @Test
  void movesAndCopies() {
    assertThat(
            patched(
                "{'a':{'x':1},'b':{}}",
                "[{'op':'copy','from':'/a/x','path':'/b/y'},"
                    + "{'op':'move','from':'/a/x','path':'/b/z'}]"))
        .isEqualTo(json("{'a':{},'b':{'y':1,'z':1}}"));
  }

  @Test
  void readsEscapedNames() {
    assertThat(patched("{'a/b':1}", "[{'op':'replace','path':'/a~1b','value':2}]"))
        .isEqualTo(json("{'a/b':2}"));
  }

  @Test
  void changesNothingWhenTestFails() {
    ObjectNode target = json("{'a':1}");
    assertThatThrownBy(
            () ->
                JsonPatch.apply(
                    target,
                    Json.read(
                        "[{\"op\":\"remove\",\"path\":\"/a\"},{\"op\":\"test\",\"path\":\"/a\",\"value\":1}]"
                            .getBytes(StandardCharsets.UTF_8))))
        .isInstanceOf(ApiException.class);
    assertThat(target).isEqualTo(json("{'a':1}"));
  }

  @Test
  void refusesToRemoveWhatIsNotThere() {
    assertThatThrownBy(() -> patched("{}", "[{'op':'remove','path':'/a'}]"))
        .isInstanceOf(ApiException.class);
  }
}
