package health.keyward.contract.review;

import java.util.List;

/**
 * What proves a campaign (AR-17). {@code audit/proof/{eventId}} proves the entry whose {@code about} is the hash of the manifest.
 *
 * @param files definition, items, answers, effects, quality, sign-off; CSV and JSON, UTF-8
 * @param manifest one line {@code sha256  name} for each file
 * @param manifestHash SHA-256 of {@code manifest}, 64 hex digits
 */
public record ReviewEvidence(
        ReviewCampaign campaign, List<File> files, String manifest, String manifestHash, String eventId) {
    public ReviewEvidence {
        files = List.copyOf(files);
    }

    public record File(String name, String sha256, String text) {}
}
