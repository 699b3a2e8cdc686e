package health.keyward.audit.core;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The anchors of an installation, asked and told one after the other within ten seconds. One that fails is no reason to wait for it. */
public final class AllAnchors implements Anchors {
    private static final Duration MOST = Duration.ofSeconds(10);
    private static final Duration MOST_EACH = Duration.ofSeconds(4);
    private static final Duration LEAST = Duration.ofMillis(200);
    private static final String QUORUM = "witness quorum";

    private final List<Anchor> anchors = new ArrayList<>();
    private final Clock clock;
    private final @Nullable WitnessPolicy policy;

    private AllAnchors(Clock clock, @Nullable WitnessPolicy policy) {
        this.clock = clock;
        this.policy = policy;
    }

    /**
     * What is configured; absent parts are null.
     *
     * @param directory of {@link AnchorFolder}
     * @param policy which witnesses are asked
     * @param webhook where checkpoints are posted
     * @param webhookKey at least 32 bytes
     */
    public record Places(
            @Nullable Path directory,
            @Nullable WitnessPolicy policy,
            @Nullable URI webhook,
            byte @Nullable [] webhookKey) {}

    /** @param keys public keys of the log, those before a rotation included */
    public static Anchors of(Places places, Origin origin, List<Vkey> keys, Clock clock) {
        AllAnchors all = new AllAnchors(clock, places.policy());
        HttpClient http = HttpClient.newBuilder()
                .connectTimeout(MOST_EACH)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        if (places.directory() != null) {
            all.anchors.add(new AnchorFolder(places.directory(), origin, keys));
        }
        if (places.policy() != null) {
            places.policy().witnesses().forEach(member -> all.anchors.add(new AnchorWitness(member, keys, http)));
        }
        if (places.webhook() != null && places.webhookKey() != null) {
            all.anchors.add(new AnchorWebhook(places.webhook(), places.webhookKey(), http, clock));
        }
        return all.anchors.isEmpty() ? Anchors.NONE : all;
    }

    @Override
    public List<Newest> newest(String origin) {
        Deadline deadline = new Deadline();
        return anchors.stream()
                .map(anchor -> anchor.newest(new Origin(origin), deadline.share()))
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public List<Told> publish(TreeHead head, String note, Growth growth) {
        Deadline deadline = new Deadline();
        List<Told> told = new ArrayList<>();
        Set<Cosigner> cosigned = new HashSet<>();
        for (Anchor anchor : anchors) {
            Told answer = anchor.publish(head, note, growth, deadline.share());
            told.add(answer);
            if (answer instanceof Told.Kept && anchor instanceof AnchorWitness witness) {
                cosigned.add(witness.key());
            }
        }
        if (policy != null) {
            told.add(
                    policy.enough(cosigned)
                            ? new Told.Kept(QUORUM, List.of())
                            : new Told.Failed(
                                    QUORUM,
                                    cosigned.size() + " of "
                                            + policy.witnesses().size() + " witnesses cosigned"));
        }
        return told;
    }

    /** What is left of the ten seconds, so that the last one asked is asked as well. */
    private final class Deadline {
        private final Instant end = clock.instant().plus(MOST);

        private Duration share() {
            Duration left = Duration.between(clock.instant(), end);
            return left.compareTo(LEAST) < 0 ? LEAST : left.compareTo(MOST_EACH) > 0 ? MOST_EACH : left;
        }
    }
}
