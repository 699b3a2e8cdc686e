package health.keyward.stepup.rest;

import health.keyward.contract.stepup.ModelAct;
import health.keyward.contract.stepup.ModelDetail;
import health.keyward.contract.stepup.ModelObstacle;
import health.keyward.contract.stepup.ModelPage;
import health.keyward.contract.stepup.ModelRow;
import health.keyward.contract.stepup.ModelUse;
import health.keyward.stepup.Level;
import health.keyward.stepup.core.KnownModel;
import health.keyward.stepup.core.ModelCatalogue;
import health.keyward.stepup.core.ModelDecision;
import health.keyward.stepup.core.ModelEntry;
import health.keyward.stepup.core.ModelRules;
import health.keyward.stepup.core.ModelRules.Acceptable;
import health.keyward.stepup.core.ModelRules.Obstacle;
import health.keyward.stepup.core.ModelStanding;
import health.keyward.stepup.core.ModelStanding.Biometric;
import health.keyward.stepup.core.ModelStatus;
import java.util.List;
import java.util.Set;

/** Models in the words of the contract, and decisions in the words of the record. */
final class ModelSaid {
    private ModelSaid() {}

    static ModelRow row(ModelEntry entry) {
        KnownModel known = entry.known();
        ModelStanding standing = entry.standing();
        return new ModelRow(
                entry.model().toString(),
                entry.name(),
                known != null,
                entry.credentials(),
                entry.proven(),
                use(entry),
                standing instanceof ModelStanding.Usable usable ? usable.upTo().acr() : Level.PASSWORD.acr(),
                standing instanceof ModelStanding.Usable usable
                        ? usable.biometric().map(Biometric::amr).orElse(null)
                        : null,
                standing instanceof ModelStanding.Refused refused ? refused.status() : null,
                known == null
                        ? null
                        : known.certification().map(ModelStatus::word).orElse(null),
                known != null && known.hardware(),
                known == null
                        ? List.of()
                        : known.verification().stream()
                                .flatMap(Set::stream)
                                .distinct()
                                .sorted()
                                .toList());
    }

    private static ModelUse use(ModelEntry entry) {
        if (entry.compromised()) {
            return ModelUse.COMPROMISED;
        }
        if (entry.refused()) {
            return ModelUse.REFUSED;
        }
        return entry.accepted() ? ModelUse.ACCEPTED : ModelUse.UNDECIDED;
    }

    static ModelDetail detail(ModelEntry entry, List<ModelDecision> decisions) {
        KnownModel known = entry.known();
        return new ModelDetail(
                row(entry),
                known == null
                        ? List.of()
                        : known.verification().stream()
                                .map(way -> way.stream().sorted().toList())
                                .toList(),
                known == null
                        ? List.of()
                        : known.keyProtection().stream().sorted().toList(),
                known == null
                        ? List.of()
                        : known.accuracy().stream()
                                .map(said -> new ModelDetail.Accuracy(
                                        said.method(), said.falseAccept(), said.falseReject(), said.meetsDea()))
                                .toList(),
                known == null
                        ? List.of()
                        : known.statuses().stream()
                                .map(status ->
                                        new ModelDetail.Status(status.word(), status.since(), status.compromised()))
                                .toList(),
                known == null ? null : known.biometric().map(Biometric::amr).orElse(null),
                ModelRules.accept(known, Level.HARDWARE_BOUND, false) instanceof Acceptable.No(var why)
                        ? ModelObstacle.valueOf(why.name())
                        : null,
                decisions.stream()
                        .map(decision -> new ModelDetail.Decision(
                                ModelAct.valueOf(decision.kind().name()),
                                decision.upTo().acr(),
                                decision.biometric(),
                                decision.testRecord(),
                                decision.byId(),
                                decision.byName(),
                                decision.at(),
                                decision.reason()))
                        .toList());
    }

    static ModelPage.Glance glance(ModelCatalogue all) {
        List<ModelEntry> had =
                all.entries().stream().filter(entry -> entry.credentials() > 0).toList();
        return new ModelPage.Glance(
                had.size(),
                had.stream().mapToLong(ModelEntry::credentials).sum(),
                all.credentialsBoundToHardware(),
                (int) all.entries().stream().filter(ModelEntry::accepted).count(),
                all.credentialsRefused());
    }

    static String words(ModelDecision decision) {
        return switch (decision.kind()) {
            case ACCEPTED ->
                "accepted for " + decision.upTo().acr() + (decision.biometric() ? " with its biometric" : "")
                        + (decision.testRecord() == null ? "" : ", tested: " + decision.testRecord());
            case WITHDRAWN -> "nothing decided";
            case REFUSED -> "refused";
        };
    }

    static String words(Obstacle why) {
        return switch (why) {
            case UNKNOWN -> "The metadata of the FIDO Alliance do not know this model, so nothing about it is proven.";
            case COMPROMISED -> "The metadata of the FIDO Alliance say that this model is not to be trusted any more.";
            case NO_HARDWARE -> "The metadata do not say that this model keeps its keys in hardware.";
            case NOT_CERTIFIED -> "This model is not certified by the FIDO Alliance.";
            case STATUS_NOT_UNDERSTOOD -> "The metadata say something about this model that this version cannot read.";
            case NO_ATTESTATION -> "No root stands for the attestations of this model, so it cannot be proven.";
            case NOT_BIOMETRIC_ONLY ->
                "The metadata do not prove that a finger, or a face, is the only way in which this model verifies its"
                        + " user.";
        };
    }
}
