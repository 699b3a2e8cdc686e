package health.keyward.contract.review;

import java.util.List;

/**
 * What is to be signed off.
 *
 * @param hash SHA-256 of definition, items, answers and effects, 64 hex digits
 * @param hinders why the caller cannot sign, as codes: {@code NOT_OWNER}, {@code OWN_ITEMS}, {@code NOT_DONE}
 */
public record ReviewSignOff(
        ReviewCampaign campaign, ReviewStatement statement, String hash, ReviewQuality quality, List<String> hinders) {
    public ReviewSignOff {
        hinders = List.copyOf(hinders);
    }
}
