// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.backend.s3;

import io.slackwater.repository.backend.RepositoryLocation;
import java.time.Duration;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Clients of S3 services, set up for those that are not Amazon's too. */
final class S3Clients {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(60);

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
        .build();
  }
}
