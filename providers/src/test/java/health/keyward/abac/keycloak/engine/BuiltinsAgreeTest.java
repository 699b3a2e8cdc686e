package health.keyward.abac.keycloak.engine;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.abac.core.Engine.Outcome;
import health.keyward.abac.core.ir.EmbeddedEngine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Expressions that are easy to get wrong, compiled by a real OPA and evaluated by both. */
class BuiltinsAgreeTest {
    private static final int TAR_BLOCK = 512;

    @Test
    void expressions_come_out_as_in_opa(@TempDir Path folder) throws IOException, InterruptedException {
        List<String> expressions = new String(
                        BuiltinsAgreeTest.class
                                .getResourceAsStream("expressions.rego.txt")
                                .readAllBytes(),
                        StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        StringBuilder module = new StringBuilder("package t\n\n");
        for (int i = 0; i < expressions.size(); i++) {
            module.append("r[")
                    .append(i)
                    .append("] := x if x := ")
                    .append(expressions.get(i))
                    .append("\n\n");
        }
        Path rego = Files.writeString(folder.resolve("t.rego"), module);
        run(folder, "build", "-t", "plan", "-e", "t/r", "-o", "b.tar.gz", rego.toString());
        Map<String, Object> theirs = results(run(folder, "eval", "-f", "json", "-d", rego.toString(), "data.t.r"));
        EmbeddedEngine engine = Engines.embedded(plan(folder.resolve("b.tar.gz")), "{}");
        Outcome outcome = engine.evaluate("t/r", Map.of(), Duration.ofSeconds(5));
        assertThat(outcome).isInstanceOf(Outcome.Answered.class);
        Map<String, Object> ours = JsonValues.asObject(((Outcome.Answered) outcome).value());
        List<String> different = new ArrayList<>();
        for (int i = 0; i < expressions.size(); i++) {
            String key = Integer.toString(i);
            String mine = ours.containsKey(key) ? Effects.text(ours.get(key)) : "undefined";
            String opas = theirs.containsKey(key) ? Effects.text(theirs.get(key)) : "undefined";
            if (!mine.equals(opas)) {
                different.add(expressions.get(i) + " is " + opas + ", not " + mine);
            }
        }
        assertThat(expressions).hasSizeGreaterThan(100);
        assertThat(theirs).hasSizeGreaterThan(80);
        assertThat(different).isEmpty();
    }

    private static Map<String, Object> results(String json) {
        Map<?, ?> first = (Map<?, ?>) ((List<?>) JsonValues.object(json).get("result")).getFirst();
        return JsonValues.asObject(((Map<?, ?>) ((List<?>) first.get("expressions")).getFirst()).get("value"));
    }

    private static String run(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(RealOpa.program()));
        command.addAll(List.of(arguments));
        Process opa = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(opa.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(opa.waitFor()).as(said).isZero();
        return said;
    }

    /** The one file of the bundle that is asked for here. */
    private static String plan(Path bundle) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(bundle)))) {
            byte[] all = in.readAllBytes();
            for (int at = 0; at + TAR_BLOCK <= all.length && all[at] != 0; ) {
                String name = new String(all, at, 100, StandardCharsets.UTF_8).replace("\0", "");
                int size = Integer.parseInt(new String(all, at + 124, 11, StandardCharsets.UTF_8).strip(), 8);
                if (name.endsWith("plan.json")) {
                    return new String(all, at + TAR_BLOCK, size, StandardCharsets.UTF_8);
                }
                at += TAR_BLOCK + (size + TAR_BLOCK - 1) / TAR_BLOCK * TAR_BLOCK;
            }
        }
        throw new AssertionError("no plan in the bundle");
    }
}
