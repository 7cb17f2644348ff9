// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.postgresql;

import io.slackwater.dataservices.DataServiceException;
import io.slackwater.dataservices.blueprint.DumpContent;
import io.slackwater.dataservices.blueprint.DumpPart;
import io.slackwater.dataservices.blueprint.LoadFailedException;
import io.slackwater.dataservices.blueprint.LoadOptions;
import io.slackwater.dataservices.blueprint.LoadRefusedException;
import io.slackwater.dataservices.blueprint.LoadReport;
import io.slackwater.dataservices.blueprint.Probe;
import io.slackwater.dataservices.blueprint.SessionName;
import io.slackwater.dataservices.exec.ExecResult;
import io.slackwater.dataservices.exec.PodToolMissingException;
import io.slackwater.dataservices.exec.StreamProof;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Loads a dump: what is missing of the globals, each database into a fresh one, checks all of them,
 * and then switches all of them in at once.
 */
final class Load {

  private final PostgresqlClient client;
  private final SessionName name;
  private final LoadOptions options;
  private final Sessions sessions;
  private final Switch databases;
  private final List<String> messages = new ArrayList<>();

  Load(PostgresqlClient client, SessionName name, LoadOptions options) {
    this.client = client;
    this.name = name;
    this.options = options;
    this.sessions = new Sessions(client);
    this.databases = new Switch(client, sessions, name, options.standing());
  }

  LoadReport load(List<DumpContent> contents) {
    Map<String, DumpContent> dumps = sort(contents);
    options.standing().check();
    // An earlier attempt may have left the maintenance database closed, and then nothing else can
    // be asked.
    databases.reopen(dumps.keySet());
    Probe probe = new ServerProbe(client).probe();
    refuse(probe);
    String toolVersion = toolVersion();
    try {
      sessions.endOlder(name);
      // One of them may have been in the midst of its switch.
      databases.reopen(dumps.keySet());
      Set<String> done = databases.tidy(dumps.keySet());
      options.standing().check();
      Globals globals = new Globals(client, options.partTimeout());
      globals.load(contents);
      messages.addAll(globals.messages());

      Map<String, TableCount> loaded = new LinkedHashMap<>();
      for (Map.Entry<String, DumpContent> dump : dumps.entrySet()) {
        if (!done.contains(dump.getKey())) {
          loaded.put(dump.getKey(), loadFresh(dump.getKey(), dump.getValue(), globals.script()));
        }
      }
      databases.switchIn(loaded.keySet());
      Switch.Replaced replaced = databases.replaced(dumps.keySet(), options.keepReplaced());
      messages.addAll(replaced.messages());
      return new LoadReport(
          toolVersion,
          probe.version(),
          globals.created(),
          globals.kept(),
          report(dumps.keySet(), loaded, replaced.kept()),
          messages);
    } catch (DataServiceException e) {
      databases.abandon(dumps.keySet(), e);
      throw e instanceof LoadFailedException failed
          ? failed
          : new LoadFailedException(client.pod() + ": load failed: " + e.getMessage(), e);
    }
  }

  private void refuse(Probe probe) {
    if (probe.role() != Probe.Role.PRIMARY) {
      throw new LoadRefusedException(client.pod() + " is a replica; load into its primary");
    }
    if (!probe.superuser()) {
      throw new LoadRefusedException(
          client.pod() + ": the role of the container's environment is not a superuser");
    }
  }

  private static Map<String, DumpContent> sort(List<DumpContent> contents) {
    Map<String, DumpContent> dumps = new LinkedHashMap<>();
    Set<DumpPart> seen = new HashSet<>();
    for (DumpContent content : contents) {
      if (!seen.add(content.part())) {
        throw new LoadRefusedException("part " + content.part().fileName() + " is there twice");
      }
      if (content.part() instanceof DumpPart.Database(String database)) {
        dumps.put(database, content);
      }
    }
    if (dumps.isEmpty()) {
      throw new LoadRefusedException("the dump holds no database");
    }
    return dumps;
  }

  private String toolVersion() {
    try {
      ExecResult tool = client.run(PostgresqlClient.SHORT, "pg_restore", "--version");
      if (tool.succeeded()) {
        return tool.output().strip();
      }
      throw new LoadRefusedException(
          client.pod() + ": pg_restore cannot be run: " + String.join("\n", tool.messages()));
    } catch (PodToolMissingException e) {
      throw new LoadRefusedException("pg_restore cannot be run: " + e.getMessage(), e);
    }
  }

  private TableCount loadFresh(String database, DumpContent content, GlobalsScript globals) {
    String fresh = Names.fresh(database, name);
    DatabaseProperties properties = globals.properties().get(database);
    String create =
        properties == null
            ? "CREATE DATABASE " + Sql.identifier(fresh) + " TEMPLATE template0;\n"
            : properties.create(fresh);
    options.standing().check();
    String fenced = Fence.sql(name, Set.of(database)) + create;
    client.query(PostgresqlClient.MAINTENANCE, fenced, options.partTimeout());
    options.standing().check();
    List<String> tool =
        List.of(
            "pg_restore", "--exit-on-error", "--no-password", "--dbname=" + Sql.connection(fresh));
    try (InputStream in = content.open()) {
      StreamProof proof =
          client.load(tool, in, content.bytes(), content.sha256(), options.partTimeout());
      messages.addAll(proof.messages());
    } catch (IOException e) {
      throw new LoadFailedException("the dump of " + database + " cannot be read: " + e, e);
    }
    if (properties != null) {
      messages.addAll(
          client.tolerant(
              PostgresqlClient.MAINTENANCE, properties.apply(fresh), PostgresqlClient.SHORT));
    } else {
      messages.add("database " + database + " got default properties: the dump has none of it");
    }
    client.query(fresh, "ANALYZE;", options.partTimeout());
    TableCount count = TableCount.of(client, fresh, options.partTimeout());
    count.mustBeWhole(database);
    return count;
  }

  private static List<LoadReport.LoadedDatabase> report(
      Set<String> names, Map<String, TableCount> loaded, Map<String, String> kept) {
    List<LoadReport.LoadedDatabase> report = new ArrayList<>();
    for (String database : names) {
      TableCount count = loaded.get(database);
      report.add(
          new LoadReport.LoadedDatabase(
              database,
              count == null,
              count == null ? 0 : count.tables(),
              count == null ? 0 : count.rows(),
              kept.get(database)));
    }
    return report;
  }
}
