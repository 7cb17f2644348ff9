// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.api;

import io.slackwater.contracts.id.RequestId;
import io.slackwater.policy.application.RunNow.Answer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of running a policy now.
 *
 * @param request the request of all these runs, and their correlation id
 */
public record RunNowAnswer(String request, List<ApplicationAnswer> applications) {

  /**
   * What became of one application.
   *
   * @param run its run, when it has one
   * @param refused why it has none
   */
  public record ApplicationAnswer(
      String application, @Nullable String run, @Nullable String refused) {

    private static ApplicationAnswer of(Answer answer) {
      return switch (answer) {
        case Answer.Planned planned ->
            new ApplicationAnswer(planned.application().key(), planned.run().value(), null);
        case Answer.Refused refused ->
            new ApplicationAnswer(refused.application().key(), null, refused.reason());
      };
    }
  }

  static RunNowAnswer of(RequestId request, List<Answer> answers) {
    return new RunNowAnswer(request.value(), answers.stream().map(ApplicationAnswer::of).toList());
  }
}
