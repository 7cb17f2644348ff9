// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.pods;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * As whom a container's processes run.
 *
 * @param user numeric user
 * @param group numeric primary group
 * @param groups further groups
 * @param home the user's home directory
 */
record Identity(int user, int group, List<Integer> groups, String home) {
  private static final Path PASSWD = Path.of("/etc/passwd");

  Identity {
    groups = List.copyOf(groups);
  }

  static Identity of(JsonNode pod, JsonNode container) throws IOException {
    JsonNode ofPod = pod.path("spec").path("securityContext");
    JsonNode own = container.path("securityContext");
    int user = own.path("runAsUser").asInt(ofPod.path("runAsUser").asInt(0));
    String[] account = account(user);
    int group =
        own.path("runAsGroup").asInt(ofPod.path("runAsGroup").asInt(Integer.parseInt(account[3])));
    List<Integer> groups = new ArrayList<>();
    if (ofPod.hasNonNull("fsGroup")) {
      groups.add(ofPod.path("fsGroup").asInt());
    }
    ofPod.path("supplementalGroups").forEach(each -> groups.add(each.asInt()));
    return new Identity(user, group, groups, account[5]);
  }

  /** The user's line of the password file, or one that an unknown user would have. */
  private static String[] account(int user) throws IOException {
    for (String line : Files.readAllLines(PASSWD)) {
      String[] fields = line.split(":", -1);
      if (fields.length >= 7 && fields[2].equals(Integer.toString(user))) {
        return fields;
      }
    }
    return new String[] {"", "", "", "0", "", "/", ""};
  }

  /** The command that takes this identity on before it runs another. */
  List<String> command() {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("/usr/bin/setpriv", "--reuid", Integer.toString(user)));
    command.addAll(List.of("--regid", Integer.toString(group)));
    if (groups.isEmpty()) {
      command.add("--clear-groups");
    } else {
      command.add("--groups");
      command.add(String.join(",", groups.stream().map(String::valueOf).toList()));
    }
    return command;
  }
}
