// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The locations for bulk data, by name. Secrets are files, named here and never shown. */
@ConfigMapping(prefix = "slackwater.location")
public interface LocationConfig {

  /** Each location. */
  @WithParentName
  Map<String, Location> byName();

  /** One location. */
  interface Location {

    /** A directory, or {@code s3:http://host:port/bucket/prefix}; movers must reach it too. */
    String url();

    /** The S3 region. */
    @WithDefault("us-east-1")
    String region();

    /** The file with the S3 access key id. */
    Optional<Path> accessKeyFile();

    /** The file with the S3 secret access key. */
    Optional<Path> secretKeyFile();

    /** The file with the password of this cluster's key in every repository of the location. */
    Path passwordFile();

    /**
     * The file with the fleet's recovery password: new repositories get a second key that it opens.
     */
    Optional<Path> recoveryPasswordFile();
  }
}
