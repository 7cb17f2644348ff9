// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dump.tasks;

import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.task.TaskPlanned;
import io.slackwater.dataservices.DataServiceException;
import io.slackwater.dataservices.blueprint.LoadRefusedException;
import io.slackwater.dataservices.exec.KubernetesPodShell;
import io.slackwater.dataservices.exec.PodExec;
import io.slackwater.dump.application.DumpLimits;
import io.slackwater.dump.application.DumpServiceException;
import io.slackwater.dump.application.DumpStore;
import io.slackwater.dump.application.Sessions;
import io.slackwater.dump.application.Work;
import io.slackwater.dump.config.DumpConfig;
import io.slackwater.dump.kubernetes.KubernetesDataServicePods;
import io.slackwater.dump.repository.RepositoryDumpStore;
import io.slackwater.executor.Locations;
import io.slackwater.executor.TaskContext;
import io.slackwater.executor.TaskFailedException;
import io.slackwater.repository.error.DamagedFileException;
import io.slackwater.repository.error.RepositoryException;
import io.slackwater.repository.error.WrongPasswordException;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the three handlers share: sessions in the task's cluster, stores, and failures in the
 * executor's words.
 */
@Singleton
final class DataServiceTasks {

  private final Locations locations;
  private final DumpLimits limits;
  private final SecureRandom random = new SecureRandom();

  DataServiceTasks(Locations locations, DumpConfig config) {
    this.locations = locations;
    this.limits =
        new DumpLimits(config.partTimeout(), config.replicaWait(), config.verificationTimeout());
  }

  DumpLimits limits() {
    return limits;
  }

  Sessions sessions(TaskContext context) {
    return new Sessions(
        new KubernetesDataServicePods(context.kubernetes()),
        new PodExec(new KubernetesPodShell(context.kubernetes()), random));
  }

  DumpStore writable(RepositoryRef repository) {
    return new RepositoryDumpStore(locations.openOrInit(repository));
  }

  DumpStore readable(RepositoryRef repository) {
    return new RepositoryDumpStore(locations.open(repository));
  }

  static Work work(TaskContext context) {
    return new Work() {
      @Override
      public TaskPlanned task() {
        return context.task();
      }

      @Override
      public void progress(String step, long doneBytes, @Nullable Long totalBytes) {
        context.progress(step, doneBytes, totalBytes);
      }

      @Override
      public void waiting(String reason) {
        context.waiting(reason);
      }

      @Override
      public boolean aborted() {
        return context.aborted();
      }

      @Override
      public void checkActive() {
        context.checkActive();
      }

      @Override
      public void onAbort(Runnable action) {
        context.onAbort(action);
      }

      @Override
      public void onCancel(Runnable action) {
        context.onCancel(action);
      }
    };
  }

  /** Work of an attempt, which may be interrupted. */
  interface Attempted {
    List<Artifact> run() throws InterruptedException;
  }

  static List<Artifact> attempt(Attempted work) throws InterruptedException {
    try {
      return work.run();
    } catch (DumpServiceException e) {
      throw new TaskFailedException(String.valueOf(e.getMessage()), e.retryable(), e);
    } catch (LoadRefusedException | WrongPasswordException | DamagedFileException e) {
      throw new TaskFailedException(String.valueOf(e.getMessage()), false, e);
    } catch (DataServiceException | RepositoryException e) {
      throw new TaskFailedException(String.valueOf(e.getMessage()), true, e);
    }
  }
}
