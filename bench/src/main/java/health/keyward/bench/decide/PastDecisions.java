package health.keyward.bench.decide;

import health.keyward.abac.Attribute;
import health.keyward.abac.core.CanonicalJson;
import health.keyward.abac.core.Engine;
import health.keyward.abac.core.Noted;
import health.keyward.abac.keycloak.engine.JsonValues;
import health.keyward.audit.Recorded;
import health.keyward.audit.core.EventIds;
import health.keyward.audit.core.KekRing;
import health.keyward.audit.core.Numbered;
import health.keyward.audit.store.Inbox;
import health.keyward.audit.store.KeyCabinet;
import health.keyward.audit.store.Lane;
import health.keyward.audit.store.LeafWriter;
import health.keyward.audit.store.Looks;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Recorded decisions as the house writes them: the golden questions, each of another person at another moment, so that no two are the same, with attributes and
 * what came of it sealed under the keys of two thousand people. Every hundredth is recorded otherwise than the policy says, so that it turns.
 */
final class PastDecisions implements AutoCloseable {
    static final String REALM = "bench";
    static final int TURNS_EVERY = 100;

    private static final int PEOPLE = 2_000;
    private static final int AT_A_TIME = 1_000;
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final String PERMIT = "PERMIT";
    private static final String DENY = "DENY";

    private static final Map<String, String> SOURCES = Map.ofEntries(
            Map.entry("time", "clock"),
            Map.entry("roles", "roles"),
            Map.entry("client_roles", "roles"),
            Map.entry("groups", "groups"),
            Map.entry("client", "client"),
            Map.entry("device", "device"),
            Map.entry("assurance", "session"),
            Map.entry("required_assurance", "step-up-map"),
            Map.entry("break_glass", "breakglass"),
            Map.entry("supported_obligations", "question"),
            Map.entry("purpose", Attribute.CALLER));

    private final Corpus corpus;
    private final Instant from;
    private final EventIds ids = new EventIds();
    private final Lane lane;
    private final KeyCabinet keys;
    private final Looks writer;

    /** @param from when the first of them was made; the others follow, a millisecond each */
    PastDecisions(Corpus corpus, Path keks, Lane.Source source, Instant from) {
        this.corpus = corpus;
        this.from = from;
        lane = new Lane(source);
        keys = new KeyCabinet(KekRing.in(keks), Clock.systemUTC(), System::nanoTime, lane);
        keys.check();
        writer = new Looks("bench-decisions", source, new Inbox(new LeafWriter(keys)), new Looks.Ending() {
            @Override
            public void committed() {}

            @Override
            public void refused(Numbered row) {
                throw new IllegalStateException("the inbox refused a decision");
            }
        });
    }

    KeyCabinet keys() {
        return keys;
    }

    void write(long events) {
        List<Recorded.Decision> some = new ArrayList<>(AT_A_TIME);
        for (long i = 0; i < events; i++) {
            some.add(one(i));
            if (some.size() == AT_A_TIME || i == events - 1) {
                writer.add(ids.number(some)).await();
                some.clear();
            }
        }
    }

    private Recorded.Decision one(long i) {
        Corpus.Question golden =
                corpus.questions().get((int) (i % corpus.questions().size()));
        String person = String.format("00000000-0000-4000-8000-%012x", i % PEOPLE);
        Instant at = from.plusMillis(i);
        Map<String, @Nullable Object> input = asked(golden.input(), person);
        Engine.Outcome outcome = corpus.engine().evaluate(Corpus.ENTRYPOINT, input, DEADLINE);
        String was = effect(outcome);
        String document = CanonicalJson.of(input);
        if (i % TURNS_EVERY == 0) {
            was = was.equals(PERMIT) ? DENY : PERMIT;
        }
        return new Recorded.Decision(
                EventIds.fresh(),
                at,
                REALM,
                was,
                "SIGN_IN",
                "app-" + i % 30,
                "open",
                "user",
                "app",
                was.equals(DENY) ? List.of("app.role_not_listed") : List.of(),
                "bench",
                "embedded",
                20,
                true,
                null,
                person,
                "person-" + i % PEOPLE,
                null,
                "app-" + i % 30,
                "10.1.2.3",
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
                EventIds.fresh(),
                CanonicalJson.hash(List.of(i, document)),
                document,
                attributes(input, at),
                "{\"supportedObligations\":[\"step-up\"]}",
                why(outcome),
                "{\"break_glass\":false,\"decision\":true,\"obligations\":[],\"reasons\":[]}");
    }

    private static String why(Engine.Outcome outcome) {
        return JsonValues.write(Map.of(
                "reasons",
                List.of(),
                "matched",
                outcome instanceof Engine.Outcome.Answered answered ? Noted.rules(answered.matched()) : List.of()));
    }

    /** As the house reads an answer: what it may not ask of the asker is a refusal. */
    private static String effect(Engine.Outcome outcome) {
        if (!(outcome instanceof Engine.Outcome.Answered answered)
                || !(answered.value() instanceof Map<?, ?> answer)
                || !(answer.get("obligations") instanceof List<?> obligations)) {
            return DENY;
        }
        if (!Boolean.TRUE.equals(answer.get("decision"))) {
            return Boolean.TRUE.equals(answer.get("break_glass")) ? "OFFER_BREAK_GLASS" : DENY;
        }
        boolean can = obligations.stream()
                .allMatch(one -> one instanceof Map<?, ?> obligation && "step-up".equals(obligation.get("type")));
        if (!can) {
            return DENY;
        }
        return obligations.isEmpty() ? PERMIT : "STEP_UP";
    }

    private static Map<String, @Nullable Object> asked(Map<String, @Nullable Object> golden, String person) {
        Map<String, @Nullable Object> input = new LinkedHashMap<>(golden);
        if (golden.get("subject") instanceof Map<?, ?> subject) {
            Map<String, @Nullable Object> somebody = new LinkedHashMap<>(JsonValues.asObject(subject));
            somebody.put("id", person);
            input.put("subject", somebody);
        }
        return input;
    }

    /** What stood in the question, each with a source and a time. */
    private static String attributes(Map<String, @Nullable Object> input, Instant at) {
        List<Attribute> attributes = new ArrayList<>();
        for (String root : List.of("subject", "resource", "context")) {
            Object whole = input.get(root);
            Object within = whole instanceof Map<?, ?> map ? map.get("properties") : null;
            boolean properties = within instanceof Map;
            Object in = properties ? within : whole;
            if (in instanceof Map<?, ?> members) {
                members.forEach((name, value) -> attributes.add(new Attribute(
                        root + (properties ? ".properties." : ".") + name,
                        value == null ? "null" : value,
                        source(root, String.valueOf(name)),
                        at)));
            }
        }
        return JsonValues.write(Noted.of(attributes, input));
    }

    /** As many as the house has. */
    private static String source(String root, String name) {
        return switch (root) {
            case "resource" -> "client";
            case "context" -> SOURCES.getOrDefault(name, "request");
            default -> SOURCES.getOrDefault(name, "profile");
        };
    }

    @Override
    public void close() {
        writer.close();
        lane.close();
    }
}
