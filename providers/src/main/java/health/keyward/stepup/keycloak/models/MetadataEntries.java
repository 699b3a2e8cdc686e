package health.keyward.stepup.keycloak.models;

import com.fasterxml.jackson.databind.JsonNode;
import health.keyward.stepup.core.Accuracy;
import health.keyward.stepup.core.KnownModel;
import health.keyward.stepup.core.Metadata;
import health.keyward.stepup.core.ModelStatus;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The payload of a BLOB, leniently: what an entry does not say, or says in a way we do not know, proves nothing and stops nothing. Its statuses
 * alone are needed: an entry without them is none.
 */
final class MetadataEntries {
    private final Map<UUID, KnownModel> models = new HashMap<>();
    private int withoutModel;
    private int unreadable;

    private MetadataEntries() {}

    static Optional<Metadata> of(JsonNode payload) {
        LocalDate nextUpdate = date(payload.path("nextUpdate"));
        if (!payload.path("no").canConvertToInt()
                || !payload.path("no").isIntegralNumber()
                || nextUpdate == null
                || !payload.path("entries").isArray()) {
            return Optional.empty();
        }
        MetadataEntries all = new MetadataEntries();
        payload.path("entries").forEach(all::add);
        return Optional.of(
                new Metadata(payload.path("no").intValue(), nextUpdate, all.models, all.withoutModel, all.unreadable));
    }

    private void add(JsonNode entry) {
        if (!entry.has("aaguid")) {
            withoutModel++;
            return;
        }
        UUID aaguid = uuid(entry.path("aaguid").asText());
        if (aaguid == null || !entry.path("statusReports").isArray()) {
            unreadable++;
            return;
        }
        models.merge(aaguid, model(aaguid, entry), MetadataEntries::both);
    }

    /** Two entries about one model: all that was ever said against it counts. */
    private static KnownModel both(KnownModel one, KnownModel other) {
        List<ModelStatus> statuses = new ArrayList<>(one.statuses());
        statuses.addAll(other.statuses());
        return new KnownModel(
                one.aaguid(),
                one.name(),
                statuses,
                one.verification(),
                one.keyProtection(),
                one.takesPin() || other.takesPin(),
                one.accuracy(),
                one.roots());
    }

    private static KnownModel model(UUID aaguid, JsonNode entry) {
        JsonNode statement = entry.path("metadataStatement");
        List<Set<String>> ways = new ArrayList<>();
        List<Accuracy> accuracy = new ArrayList<>();
        statement.path("userVerificationDetails").forEach(way -> {
            Set<String> together = new HashSet<>();
            way.forEach(method -> {
                String name = method.path("userVerificationMethod").asText("unknown");
                together.add(name);
                if (method.has("baDesc")) {
                    accuracy.add(accuracy(name, method.path("baDesc")));
                }
            });
            ways.add(together);
        });
        return new KnownModel(
                aaguid,
                statement.path("description").asText(aaguid.toString()),
                statuses(entry.path("statusReports")),
                ways,
                words(statement.path("keyProtection")),
                statement.path("authenticatorGetInfo").path("options").has("clientPin"),
                accuracy,
                roots(statement.path("attestationRootCertificates")));
    }

    private static List<ModelStatus> statuses(JsonNode reports) {
        List<ModelStatus> all = new ArrayList<>();
        reports.forEach(report -> all.add(
                new ModelStatus(report.path("status").asText("UNREADABLE"), date(report.path("effectiveDate")))));
        return all;
    }

    private static Accuracy accuracy(String method, JsonNode described) {
        return new Accuracy(method, share(described.path("selfAttestedFAR")), share(described.path("selfAttestedFRR")));
    }

    private static @Nullable Double share(JsonNode value) {
        return value.isNumber() && value.doubleValue() > 0 ? value.doubleValue() : null;
    }

    private static Set<String> words(JsonNode list) {
        Set<String> all = new HashSet<>();
        list.forEach(word -> all.add(word.asText()));
        return all;
    }

    /** A root that cannot be read stands for nobody. */
    private static List<X509Certificate> roots(JsonNode list) {
        List<X509Certificate> all = new ArrayList<>();
        list.forEach(text -> root(text.asText()).ifPresent(all::add));
        return all;
    }

    private static Optional<X509Certificate> root(String text) {
        try {
            byte[] der = Base64.getMimeDecoder().decode(text);
            return Optional.of((X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
        } catch (CertificateException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static @Nullable LocalDate date(JsonNode text) {
        try {
            return text.isTextual() ? LocalDate.parse(text.asText()) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable UUID uuid(String text) {
        return text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}") ? UUID.fromString(text) : null;
    }
}
