// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.event.ContractJson;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** A row of {@code application}. */
@Entity
@Table(name = "application")
@SuppressWarnings("NullAway.Init") // filled by Hibernate
class ApplicationRow {

  private static final JsonMapper JSON = ContractJson.mapper();

  @Id String id;

  @ColumnTransformer(read = "cast(composition as text)", write = "cast(cast(? as text) as jsonb)")
  @Nullable String composition;

  @Column(name = "seen_at")
  Instant seenAt;

  static String write(ApplicationDiscovered application) {
    return RowJson.write(JSON, application);
  }

  ApplicationDiscovered toApplication() {
    try {
      return JSON.readValue(composition, ApplicationDiscovered.class);
    } catch (JsonProcessingException e) {
      throw new UnreadableRowException("application", id, e);
    }
  }
}
