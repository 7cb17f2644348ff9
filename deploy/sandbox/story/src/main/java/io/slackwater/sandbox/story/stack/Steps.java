// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.stack;

import java.util.function.Supplier;

/** Says what is being done, while it is being done. */
public interface Steps {

  /** Does something that may take a while and returns what came of it. */
  <T> T step(String what, Supplier<T> work);

  /** Does something that may take a while. */
  default void step(String what, Runnable work) {
    step(
        what,
        () -> {
          work.run();
          return what;
        });
  }
}
