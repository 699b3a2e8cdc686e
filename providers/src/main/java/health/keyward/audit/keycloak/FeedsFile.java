package health.keyward.audit.keycloak;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import health.keyward.audit.core.FeedFormat;
import health.keyward.audit.core.FeedPlan;
import health.keyward.audit.core.People;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code feeds-file}: a JSON object whose members are feeds. What is not known in it, or missing, keeps the server from starting. */
final class FeedsFile {
    private static final int MOST = 16;
    private static final int BATCH = 200;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    /** One member of the file. */
    record Written(
            @JsonProperty(required = true) FeedPlan.@Nullable Kind kind,
            @JsonProperty(required = true) @Nullable FeedFormat format,
            @JsonProperty(required = true) @Nullable URI target,
            @Nullable People people,
            FeedPlan.@Nullable Start start,
            boolean plain,
            @Nullable Integer batch,
            @Nullable String host,
            @Nullable String trustFile,
            @Nullable String clientKeysFile,
            @Nullable String clientKeysPasswordFile,
            @Nullable String tokenFile,
            @Nullable String signatureKeyFile) {

        FeedPlan plan(String name, String thisHost) {
            if (kind == null || format == null || target == null) {
                throw new IllegalArgumentException("feed " + name + ": a feed has kind, format and target");
            }
            return new FeedPlan(
                    name,
                    kind,
                    format,
                    target,
                    people == null ? People.PSEUDONYMS : people,
                    start == null ? FeedPlan.Start.BEGINNING : start,
                    plain,
                    batch == null ? BATCH : batch,
                    host == null ? thisHost : host,
                    new FeedPlan.Secrets(
                            path(trustFile),
                            path(clientKeysFile),
                            path(clientKeysPasswordFile),
                            path(tokenFile),
                            path(signatureKeyFile)));
        }

        private static @Nullable Path path(@Nullable String file) {
            return file == null ? null : Path.of(file);
        }
    }

    private FeedsFile() {}

    /**
     * @param thisHost the observer where a feed names none
     * @throws IllegalStateException when the file cannot be read or says something that cannot be done
     */
    static List<FeedPlan> read(Path file, String thisHost) {
        try {
            Map<String, Written> written = JSON.readerForMapOf(Written.class).readValue(Files.readAllBytes(file));
            if (written.size() > MOST) {
                throw new IllegalArgumentException("at most " + MOST + " feeds");
            }
            List<FeedPlan> plans = new ArrayList<>();
            written.forEach((name, feed) -> plans.add(feed.plan(name, thisHost)));
            return plans;
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException("the feeds file cannot be used: " + file + ": " + e.getMessage(), e);
        }
    }
}
