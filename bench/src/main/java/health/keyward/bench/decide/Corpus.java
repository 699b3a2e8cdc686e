package health.keyward.bench.decide;

import health.keyward.abac.core.Engine.Outcome;
import health.keyward.abac.core.ir.EmbeddedEngine;
import health.keyward.abac.keycloak.engine.Engines;
import health.keyward.abac.keycloak.engine.JsonValues;
import health.keyward.local.house.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The shipped policy with the data of a middling hospital, and the golden questions of all its domains.
 *
 * @param data size of the data without spaces, in characters
 */
record Corpus(EmbeddedEngine engine, List<Question> questions, long data) {
    static final String ENTRYPOINT = "keyward/authz/decision";

    private static final int FEWEST = 64;

    /** @param effect {@code permit}, {@code step-up} or {@code deny} */
    record Question(Map<String, @Nullable Object> input, String effect) {}

    /** @throws CannotStart if it does not hold what it must: 64 questions, a tenth of each effect */
    static Corpus of(Path root) {
        Path policy = root.resolve("policy");
        try {
            String data = JsonValues.write(JsonValues.read(Files.readString(policy.resolve("bench/data.json"))));
            EmbeddedEngine engine = Engines.embedded(Files.readString(policy.resolve("compiled/plan.json")), data);
            List<Question> questions = new ArrayList<>();
            try (Stream<Path> files = Files.list(policy.resolve("golden"))) {
                for (Path file : files.filter(f -> f.toString().endsWith(".json"))
                        .sorted()
                        .toList()) {
                    add(file, engine, questions);
                }
            }
            Corpus corpus = new Corpus(engine, List.copyOf(questions), data.length());
            corpus.effects().forEach((effect, count) -> {
                if (count * 10 < questions.size()) {
                    throw new CannotStart("fewer than a tenth of the golden questions are a " + effect);
                }
            });
            if (questions.size() < FEWEST || corpus.effects().size() < 3) {
                throw new CannotStart("too few golden questions");
            }
            return corpus;
        } catch (IOException e) {
            throw new CannotStart("the policy cannot be read: " + e.getMessage());
        }
    }

    private static void add(Path file, EmbeddedEngine engine, List<Question> questions) throws IOException {
        Object golden = JsonValues.object(Files.readAllBytes(file)).get("golden");
        for (Object domain : JsonValues.asObject(golden).values()) {
            for (Object test : domain instanceof List<?> tests ? tests : List.of()) {
                Map<String, @Nullable Object> input =
                        JsonValues.asObject(JsonValues.asObject(test).get("input"));
                String effect = effect(engine.evaluate(ENTRYPOINT, input, Duration.ofSeconds(5)));
                if (!effect.isEmpty()) {
                    questions.add(new Question(input, effect));
                }
            }
        }
    }

    /** Empty when there is no answer. */
    static String effect(Outcome outcome) {
        if (!(outcome instanceof Outcome.Answered answered) || !(answered.value() instanceof Map<?, ?> answer)) {
            return "";
        }
        if (!Boolean.TRUE.equals(answer.get("decision"))) {
            return "deny";
        }
        return answer.get("obligations") instanceof List<?> none && none.isEmpty() ? "permit" : "step-up";
    }

    Map<String, Integer> effects() {
        Map<String, Integer> effects = new TreeMap<>();
        questions.forEach(question -> effects.merge(question.effect(), 1, Integer::sum));
        return effects;
    }
}
