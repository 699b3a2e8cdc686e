package health.keyward.abac.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import health.keyward.abac.core.Enforcement;
import health.keyward.abac.core.Enforcement.Mode;
import health.keyward.abac.core.Policies.Standing;
import health.keyward.abac.core.Policy;
import health.keyward.abac.core.bundle.Bundle;
import health.keyward.abac.core.bundle.CanonicalHash;
import health.keyward.abac.core.bundle.Coverage;
import health.keyward.abac.keycloak.bundle.HouseState;
import health.keyward.abac.keycloak.bundle.RealmPolicies.Looked;
import health.keyward.abac.store.BundleSteps.Setting;
import health.keyward.abac.store.BundleSteps.Step;
import health.keyward.abac.store.BundleVersions.Version;
import health.keyward.contract.abac.PolicyAct;
import health.keyward.contract.abac.PolicyDetail;
import health.keyward.contract.abac.PolicyFile;
import health.keyward.contract.abac.PolicyMode;
import health.keyward.contract.abac.PolicySource;
import health.keyward.contract.abac.PolicyState;
import health.keyward.contract.abac.PolicySteps;
import health.keyward.contract.abac.PolicyVersion;
import health.keyward.keycloak.Problems;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;

/** Policies in the words of the contract. */
final class PolicyWords {
    private static final int MOST_FAILED = 50;
    private static final int MOST_SHOWN = 256 * 1024;
    private static final JsonMapper JSON = new JsonMapper();

    private final PolicyDesk desk;

    PolicyWords(PolicyDesk desk) {
        this.desk = desk;
    }

    PolicyState state() {
        List<Step> steps = desk.realm().steps(desk.call().realmId(), Integer.MAX_VALUE);
        Setting setting = steps.isEmpty() ? Setting.USUAL : steps.getFirst().setting();
        Standing standing = desk.policies().of(desk.call().realmId());
        Policy active = standing instanceof Standing.Active(var policy, var other, var how) ? policy : null;
        Policy shadow = standing instanceof Standing.Active(var policy, var other, var how) ? other : null;
        String failure = standing instanceof Standing.None(var why, var how) ? why.code() : null;
        Long watching = setting.shadow();
        return new PolicyState(
                steps.isEmpty() ? 0 : steps.getFirst().number(),
                inUse(setting.active(), active, failure, since(steps, setting.active(), false)),
                watching == null
                        ? null
                        : inUse(
                                watching,
                                shadow,
                                shadow == null ? "failed.no_policy" : null,
                                since(steps, watching, true)),
                said(setting.enforcement().realm()),
                apps(setting.enforcement()),
                said(desk.house()),
                desk.realm().before(desk.call().realmId()).orElse(null));
    }

    private PolicyState.InUse inUse(
            long version, @Nullable Policy policy, @Nullable String failure, Optional<Step> since) {
        Bundle house = desk.house().bundle();
        String sha256 = version == 0
                ? house == null ? null : house.sha256()
                : desk.realm()
                        .version(desk.call().realmId(), version)
                        .map(Version::sha256)
                        .orElse(null);
        return new PolicyState.InUse(
                version,
                policy == null ? null : policy.revision(),
                sha256,
                since.map(Step::at).orElse(null),
                since.map(Step::by).orElse(null),
                policy == null ? null : policy.engine().name(),
                failure);
    }

    /** The change with which a bundle began to count, without a break. */
    private static Optional<Step> since(List<Step> newestFirst, long version, boolean shadow) {
        Step since = null;
        for (Step step : newestFirst) {
            Long then = shadow
                    ? step.setting().shadow()
                    : Long.valueOf(step.setting().active());
            if (!Objects.equals(then, version)) {
                return Optional.ofNullable(since);
            }
            since = step;
        }
        return version == 0 && !shadow ? Optional.empty() : Optional.ofNullable(since);
    }

    private List<PolicyState.App> apps(Enforcement enforcement) {
        return desk.call()
                .realm()
                .getClientsStream()
                .filter(ClientModel::isEnabled)
                .filter(client -> !client.isBearerOnly())
                .map(client -> new PolicyState.App(
                        client.getClientId(),
                        name(client),
                        enforcement.enforces(client.getClientId()) ? PolicyMode.ENFORCE : PolicyMode.RECORD,
                        enforcement.apps().containsKey(client.getClientId())))
                .sorted(Comparator.comparing(PolicyState.App::id))
                .toList();
    }

    private static @Nullable String name(ClientModel client) {
        @Nullable String name = client.getName();
        return name == null || name.isBlank() || name.startsWith("${") ? null : name;
    }

    private static PolicyState.House said(HouseState house) {
        Bundle bundle = house.bundle();
        return new PolicyState.House(
                PolicySource.valueOf(house.source()),
                bundle == null ? null : bundle.revision(),
                bundle != null && bundle.signed(),
                house.since(),
                house.confirmed(),
                house.tried(),
                house.stale() == null ? null : house.stale().toSeconds(),
                house.trouble(),
                house.failure() == null ? null : house.failure().code());
    }

    PolicyDetail detail(long number, Looked looked) {
        PolicyVersion version = number == 0
                ? null
                : desk.realm()
                        .version(desk.call().realmId(), number)
                        .map(PolicyWords::said)
                        .orElse(null);
        Bundle bundle = looked.bundle();
        Coverage coverage = bundle == null ? null : bundle.coverage();
        return new PolicyDetail(
                version,
                bundle == null ? null : bundle.revision(),
                bundle != null && bundle.signed(),
                bundle == null ? List.of() : bundle.roots(),
                bundle == null ? List.of() : files(bundle),
                bundle == null ? List.of() : reasons(bundle),
                looked.results().size(),
                looked.results().stream()
                        .filter(result -> !result.passed())
                        .limit(MOST_FAILED)
                        .map(result -> new PolicyDetail.FailedCase(result.name(), result.detail()))
                        .toList(),
                coverage == null ? null : coverage.percent(),
                looked.obstacles());
    }

    private static List<PolicyDetail.File> files(Bundle bundle) {
        return new TreeMap<>(bundle.files())
                .entrySet().stream()
                        .map(file -> new PolicyDetail.File(
                                file.getKey(),
                                file.getValue().length,
                                CanonicalHash.ofBytes(file.getValue()),
                                isText(file.getKey())))
                        .toList();
    }

    static boolean isText(String name) {
        return name.endsWith(".json") || name.endsWith(".rego") || name.equals(Bundle.MANIFEST);
    }

    private static List<PolicyDetail.Reason> reasons(Bundle bundle) {
        return bundle.metadata().get("reasons") instanceof Map<?, ?> reasons
                ? reasons.entrySet().stream()
                        .filter(reason -> reason.getValue() instanceof Map<?, ?>)
                        .map(reason -> reason(String.valueOf(reason.getKey()), (Map<?, ?>) reason.getValue()))
                        .sorted(Comparator.comparing(PolicyDetail.Reason::code))
                        .toList()
                : List.of();
    }

    private static PolicyDetail.Reason reason(String code, Map<?, ?> said) {
        return new PolicyDetail.Reason(
                code,
                said.get("title") instanceof String title ? title : code,
                texts(said.get("user")),
                texts(said.get("admin")));
    }

    private static Map<String, String> texts(@Nullable Object said) {
        Map<String, String> texts = new TreeMap<>();
        if (said instanceof Map<?, ?> map) {
            map.forEach((language, text) -> {
                if (text instanceof String words) {
                    texts.put(String.valueOf(language), words);
                }
            });
        }
        return texts;
    }

    static PolicyFile file(String name, Bundle bundle) {
        if (!isText(name) || bundle.text(name).isEmpty()) {
            throw Problems.notFound("The bundle has no such file to read.");
        }
        String text = readable(name, bundle);
        return new PolicyFile(
                name, text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) : text, text.length() <= MOST_SHOWN);
    }

    /** Data and manifest with indents, so that people can read them and see what differs; empty for a file that is not there. */
    static String readable(String name, Bundle bundle) {
        String text = bundle.text(name).orElse("");
        if (text.isEmpty() || name.endsWith(".rego") || name.equals(Bundle.PLAN)) {
            return text;
        }
        try {
            return JSON.readTree(text).toPrettyString();
        } catch (JsonProcessingException e) {
            return text;
        }
    }

    static PolicyVersion said(Version version) {
        return new PolicyVersion(
                version.number(),
                version.revision(),
                version.sha256(),
                version.by(),
                version.byId(),
                version.at(),
                version.note(),
                version.size());
    }

    static PolicySteps.Step said(Step step) {
        return new PolicySteps.Step(
                step.number(),
                PolicyAct.valueOf(step.act().name()),
                step.setting().active(),
                step.setting().shadow(),
                said(step.setting().enforcement().realm()),
                step.setting().enforcement().apps().size(),
                step.by(),
                step.byId(),
                step.approval().toString(),
                step.at(),
                step.reason());
    }

    private static PolicyMode said(Mode mode) {
        return PolicyMode.valueOf(mode.name());
    }
}
