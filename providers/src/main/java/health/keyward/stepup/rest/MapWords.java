package health.keyward.stepup.rest;

import health.keyward.contract.stepup.StepUpMap;
import health.keyward.contract.stepup.StepUpMapPreview;
import health.keyward.contract.stepup.StepUpMapVersion;
import health.keyward.contract.stepup.StepUpRule;
import health.keyward.keycloak.Problems;
import health.keyward.stepup.core.MapChange;
import health.keyward.stepup.core.MapCheck;
import health.keyward.stepup.core.MapPreview;
import health.keyward.stepup.core.WrittenRule;
import health.keyward.stepup.store.MapVersions.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The map in the words of the contract, and back. */
final class MapWords {
    static final String DATA_CLASS = "keyward.data_class";

    private MapWords() {}

    /** The empty map where there is no version. */
    static health.keyward.stepup.core.StepUpMap map(Optional<Version> version) {
        return version.map(found -> health.keyward.stepup.core.StepUpMap.of(found.rules()))
                .orElse(health.keyward.stepup.core.StepUpMap.EMPTY);
    }

    /** @throws health.keyward.keycloak.ProblemException 400 when there are no rules, or one has no name or level */
    static List<WrittenRule> rules(@Nullable List<StepUpRule> given) {
        if (given == null) {
            throw Problems.badRequest("bad-map", "A map has rules, even if the list is empty.");
        }
        List<WrittenRule> rules = new ArrayList<>();
        for (@Nullable StepUpRule rule : given) {
            if (rule == null || rule.name() == null || rule.level() == null) {
                throw Problems.badRequest("bad-map", "Each rule has a name and a level.");
            }
            rules.add(new WrittenRule(
                    rule.name(),
                    values(rule.apps()),
                    values(rule.scopes()),
                    values(rule.roles()),
                    values(rule.dataClasses()),
                    values(rule.actions()),
                    values(rule.networks()),
                    values(rule.exceptNetworks()),
                    rule.elevatedRisk(),
                    rule.level(),
                    rule.maxAgeSeconds(),
                    rule.differentFactor()));
        }
        return rules;
    }

    private static List<String> values(@Nullable List<String> given) {
        return given == null
                ? List.of()
                : given.stream().map(value -> value == null ? "" : value).toList();
    }

    static StepUpRule said(WrittenRule rule) {
        return new StepUpRule(
                rule.name(),
                rule.apps(),
                rule.scopes(),
                rule.roles(),
                rule.dataClasses(),
                rule.actions(),
                rule.networks(),
                rule.exceptNetworks(),
                rule.elevatedRisk(),
                rule.level(),
                rule.maxAgeSeconds(),
                rule.differentFactor());
    }

    static StepUpMapVersion said(Version version, List<MapChange.Line> lines) {
        return new StepUpMapVersion(
                version.number(),
                version.sha256(),
                version.by(),
                version.byId(),
                version.approval() == null ? null : version.approval().toString(),
                version.at(),
                version.reason(),
                changes(lines));
    }

    static List<StepUpMapVersion.Change> changes(List<MapChange.Line> lines) {
        return lines.stream()
                .map(line -> new StepUpMapVersion.Change(line.rule(), line.before(), line.after()))
                .toList();
    }

    static List<StepUpMap.Fault> faults(List<MapCheck.Fault> faults) {
        return faults.stream()
                .map(fault -> new StepUpMap.Fault(fault.rule(), fault.field(), fault.what()))
                .toList();
    }

    static StepUpMapPreview.Count said(MapPreview.Count count) {
        return new StepUpMapPreview.Count(count.of(), count.signIns(), count.asked(), count.people());
    }

    static List<StepUpMapPreview.Count> said(List<MapPreview.Count> counts) {
        return counts.stream().map(MapWords::said).toList();
    }
}
