package health.keyward.bench.measure;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** The median of a sample with its bootstrap interval of 95 %. */
public record Interval(double median, double low, double high) {
    private static final int RESAMPLES = 20_000;
    private static final double TAIL = 0.025;

    /** @param sample at least one value */
    public static Interval of(List<Double> sample, RandomGenerator random) {
        if (sample.isEmpty()) {
            throw new IllegalArgumentException("an empty sample has no median");
        }
        double[] values = sample.stream().mapToDouble(Double::doubleValue).toArray();
        double[] medians = new double[RESAMPLES];
        double[] drawn = new double[values.length];
        for (int i = 0; i < RESAMPLES; i++) {
            for (int j = 0; j < drawn.length; j++) {
                drawn[j] = values[random.nextInt(values.length)];
            }
            medians[i] = median(drawn);
        }
        Arrays.sort(medians);
        int low = (int) Math.floor(TAIL * RESAMPLES);
        return new Interval(median(values), medians[low], medians[RESAMPLES - 1 - low]);
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
