// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.backend.s3;

import io.slackwater.repository.backend.RepositoryLocation;
import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;

/** Clients of S3 services, set up for those that are not Amazon's too. */
final class S3Clients {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(60);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration FIRST_THROTTLED_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

  private S3Clients() {}

  static S3Client open(RepositoryLocation.S3 location, S3Access access) {
    return S3Client.builder()
        .endpointOverride(location.endpoint())
        .region(Region.of(access.region()))
        .credentialsProvider(access.credentials())
        .forcePathStyle(access.pathStyle())
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
        .httpClientBuilder(
            UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT_TIMEOUT)
                .socketTimeout(SOCKET_TIMEOUT))
        .overrideConfiguration(configuration -> configuration.retryStrategy(retries(access)))
        .build();
  }

  /**
   * Tries again after lost connections, timeouts, HTTP 500 to 504 and what asks for less (503
   * SlowDown, 429). Without the SDK's circuit breaker, which would give up on the tenth of many
   * requests that a throttling service answers so.
   */
  private static RetryStrategy retries(S3Access access) {
    return AwsRetryStrategy.standardRetryStrategy().toBuilder()
        .maxAttempts(access.attempts())
        .backoffStrategy(BackoffStrategy.exponentialDelay(FIRST_PAUSE, LONGEST_PAUSE))
        .throttlingBackoffStrategy(
            BackoffStrategy.exponentialDelay(FIRST_THROTTLED_PAUSE, LONGEST_PAUSE))
        .circuitBreakerEnabled(false)
        .build();
  }
}
