// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.dataservices.blueprint.DumpPart;
import io.slackwater.dataservices.blueprint.SessionName;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NamesTest {

  @Test
  void sessionsAreNamedByTaskAndAttemptWithinTheServersLimit() {
    assertThat(Names.application(new SessionName("t-1", 2))).isEqualTo("slackwater:t-1:2");
    assertThat(Names.application(new SessionName("t".repeat(100), 999_999_999)))
        .hasSizeLessThan(64);
    assertThat(Names.application(new SessionName("tüsk", 1))).isASCII();
  }

  @Test
  void namesOfLongDatabasesStayApartAndWithinTheLimit() {
    SessionName name = new SessionName("task", 999_999_999);
    String one = Names.fresh("ü".repeat(30) + "1", name);
    String two = Names.fresh("ü".repeat(30) + "2", name);

    assertThat(one).isNotEqualTo(two);
    assertThat(one.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(63);
    assertThat(one).containsPattern(Names.OURS);
    assertThat(Names.before("x".repeat(63), name)).hasSizeLessThanOrEqualTo(63);
    assertThat(Names.fresh("shop", name)).startsWith("shop_slackwater_").endsWith("_999999999");
    assertThat(Names.before("shop", name))
        .isNotEqualTo(Names.before("shop", new SessionName("other", 999_999_999)));
  }

  @Test
  void attemptsOfATaskShareWhatIsBeforeTheirNumber() {
    String database = "ü".repeat(31);
    String prefix = Names.freshPrefix(database, "task");

    assertThat(Names.attempt(Names.fresh(database, new SessionName("task", 7)), prefix))
        .hasValue(7);
    assertThat(Names.attempt(Names.fresh(database, new SessionName("task", 1234567)), prefix))
        .hasValue(1234567);
    assertThat(Names.attempt(Names.fresh(database, new SessionName("other", 7)), prefix)).isEmpty();
    assertThat(Names.attempt(Names.before(database, new SessionName("task", 7)), prefix)).isEmpty();
    assertThat(Names.attempt(prefix + "7x", prefix)).isEmpty();
  }

  @Test
  void quotesWhateverANameHolds() {
    assertThat(Sql.identifier("a\"b")).isEqualTo("\"a\"\"b\"");
    assertThat(Sql.literal("a'b")).isEqualTo("'a''b'");
    assertThat(Sql.literal("a\\'b")).isEqualTo(" E'a\\\\''b'");
    assertThat(Sql.connection("a'b\\ host=x")).isEqualTo("dbname='a\\'b\\\\ host=x'");
  }

  @Test
  void partsAreFoundAgainByTheirFileName() {
    for (String name : new String[] {"shop", "globals.sql", "../../etc/passwd", "ü *%", ".dump"}) {
      DumpPart part = new DumpPart.Database(name);
      assertThat(part.fileName()).doesNotContain("/").endsWith(".dump");
      assertThat(DumpPart.ofFileName(part.fileName())).contains(part);
    }
    assertThat(DumpPart.ofFileName("globals.sql")).contains(new DumpPart.Globals());
    assertThat(DumpPart.ofFileName("other.txt")).isEmpty();
  }

  @Test
  void readsTheMajorVersionOfATool() {
    assertThat(ServerProbe.major("pg_dump (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)"))
        .isEqualTo(15);
    assertThat(ServerProbe.major(null)).isZero();
  }
}
