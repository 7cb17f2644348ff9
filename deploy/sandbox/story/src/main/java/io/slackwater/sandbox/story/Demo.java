// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story;

import io.slackwater.sandbox.story.stack.Sandbox;
import io.slackwater.sandbox.story.stack.SandboxHome;
import io.slackwater.sandbox.story.stack.Service;
import io.slackwater.sandbox.story.stack.Tempo;
import io.slackwater.sandbox.testing.SandboxException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code make demo}: starts the sandbox, plays the story, exits 0 only if every check held. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Protects an application, destroys it, and brings it back, on one machine.")
public final class Demo implements Callable<Integer> {

  private static final Logger LOGGER = LoggerFactory.getLogger(Demo.class);

  @Option(names = "--stay", description = "leave everything running, and print the addresses")
  private boolean stay;

  @Option(names = "--stop", description = "end what --stay left running, and do nothing else")
  private boolean stop;

  private Demo() {}

  /** Runs the demo. */
  public static void main(String[] args) {
    SandboxHome home = SandboxHome.below("demo");
    System.exit(
        new CommandLine(new Demo())
            .setExecutionExceptionHandler((failure, line, parsed) -> unexpected(failure, home))
            .execute(args));
  }

  /** What nobody foresaw: said in a line, with its trace in the log. */
  private static int unexpected(Exception failure, SandboxHome home) {
    LOGGER.error("The demo failed", failure);
    System.err.printf(
        "%nThe demo failed: %s%nIts trace: %s; logs of the servers: %s%n",
        failure, storyLog(home), home.folder("logs"));
    return 1;
  }

  @Override
  public Integer call() {
    SandboxHome home = SandboxHome.below("demo");
    try (Narrator narrator = new Narrator(System.out)) {
      if (stop) {
        Sandbox.clear(home, narrator);
        return 0;
      }
      narrator.chapter("The sandbox: everything on this machine (" + home.directory() + ")");
      Sandbox sandbox = Sandbox.start(home, Tempo.USUAL, narrator);
      Thread stopping = new Thread(sandbox::close, "stop-sandbox");
      Runtime.getRuntime().addShutdownHook(stopping);
      boolean verified = told(sandbox, narrator);
      if (stay) {
        Runtime.getRuntime().removeShutdownHook(stopping);
        addresses(sandbox, narrator);
      } else {
        narrator.step("the sandbox stops", sandbox::close);
      }
      return verified ? 0 : 1;
    } catch (SandboxException e) {
      System.err.println();
      System.err.println(e.getMessage());
      return 1;
    }
  }

  /**
   * Beside the sandbox's folder, which is emptied at each start. The Makefile names it to the
   * logger.
   */
  private static Path storyLog(SandboxHome home) {
    return home.directory().resolveSibling("demo-story.log");
  }

  private static boolean told(Sandbox sandbox, Narrator narrator) {
    try {
      Report report = new Story(sandbox, narrator).play();
      Path file = sandbox.home().directory().resolve("report.json");
      report.write(file);
      narrator.chapter("What it came to");
      report.table().forEach(narrator::line);
      narrator.line("");
      narrator.line(
          "  %s in %.0f s; report: %s"
              .formatted(
                  report.verified() ? "every check held" : "NOT every check held",
                  report.seconds(),
                  file));
      return report.verified();
    } catch (StoryException e) {
      LOGGER.error("The story cannot go on", e);
      narrator.line("");
      narrator.line("The story cannot go on: " + e.getMessage());
      narrator.line(
          "What the servers complained of last (%s):".formatted(sandbox.home().folder("logs")));
      Complaints.of(sandbox.home().folder("logs")).forEach(narrator::line);
      narrator.line(
          "`make demo ARGS=--stay` leaves everything running, to be looked at with kubectl.");
      return false;
    }
  }

  private static void addresses(Sandbox sandbox, Narrator narrator) {
    narrator.chapter("Everything stays up; `make demo` or `make stop` ends it");
    for (Service service : Service.values()) {
      narrator.line("  %-20s %s".formatted(service.module(), sandbox.addresses().service(service)));
    }
    narrator.line("  %-20s %s".formatted("Kafka", sandbox.addresses().bootstrapServers()));
    narrator.line("  %-20s %s".formatted("S3", sandbox.addresses().objectStoreUri()));
    narrator.line("  %-20s %s".formatted("secrets", sandbox.home().folder("secrets")));
    narrator.line("  %-20s %s".formatted("logs", sandbox.home().folder("logs")));
    narrator.line(
        "  kubectl --kubeconfig %s --context east get pods -A"
            .formatted(sandbox.home().kubeconfig()));
  }
}
