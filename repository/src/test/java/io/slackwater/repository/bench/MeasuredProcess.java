// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.bench;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs a command and tells what it cost: CPU from the kernel's account of ended children, the peak
 * of memory from the process's own high-water mark (the children's account also holds the memory of
 * whoever started them). One at a time.
 */
final class MeasuredProcess {

  private static final int RUSAGE_CHILDREN = -1;
  private static final MethodHandle GETRUSAGE =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("getrusage"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));

  private MeasuredProcess() {}

  /**
   * Runs a command to its end.
   *
   * @param log where its output goes
   * @throws IOException if it fails, with the end of its output
   */
  static Usage run(Map<String, String> environment, List<String> command, Path log)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectInput(Path.of("/dev/null").toFile());
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    double cpuBefore = childrenCpuSeconds();
    long started = System.nanoTime();
    Process process = builder.start();
    double peak = 0;
    while (!process.waitFor(20, TimeUnit.MILLISECONDS)) {
      peak = Math.max(peak, highWaterMegabytes(process.pid()));
    }
    double wall = (System.nanoTime() - started) / 1e9;
    if (process.exitValue() != 0) {
      throw new IOException(
          "exit code %d of %s: %s".formatted(process.exitValue(), command, Files.readString(log)));
    }
    return new Usage(childrenCpuSeconds() - cpuBefore, wall, peak);
  }

  private static double childrenCpuSeconds() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment usage = arena.allocate(256, 8);
      int failed = (int) GETRUSAGE.invokeExact(RUSAGE_CHILDREN, usage);
      if (failed != 0) {
        throw new IllegalStateException("getrusage failed");
      }
      // struct timeval ru_utime, ru_stime: seconds and microseconds each.
      long seconds = usage.get(ValueLayout.JAVA_LONG, 0) + usage.get(ValueLayout.JAVA_LONG, 16);
      long micros = usage.get(ValueLayout.JAVA_LONG, 8) + usage.get(ValueLayout.JAVA_LONG, 24);
      return seconds + micros / 1e6;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("getrusage cannot be called", e);
    }
  }

  private static double highWaterMegabytes(long pid) throws IOException {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6;
        }
      }
      return 0;
    } catch (NoSuchFileException e) {
      return 0; // It has just ended.
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains("No such process")) {
        return 0;
      }
      throw e;
    }
  }
}
