package io.automigrate.it;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hawkular.agent.prometheus.text.TextPrometheusMetricDataParser;
import org.hawkular.agent.prometheus.types.Gauge;
import org.hawkular.agent.prometheus.types.Metric;
import org.hawkular.agent.prometheus.types.MetricFamily;

/** Metrics as an independent parser reads them. */
final class PrometheusFile {
    private PrometheusFile() {}

    /** Returns the samples: {@code name{label="value"} 1.0}. */
    static List<String> read(Path file) throws IOException {
        return parse(Files.readAllBytes(file));
    }

    static List<String> parse(byte[] text) throws IOException {
        TextPrometheusMetricDataParser parser = new TextPrometheusMetricDataParser(new ByteArrayInputStream(text));
        List<String> samples = new ArrayList<>();
        for (MetricFamily family = parser.parse(); family != null; family = parser.parse()) {
            for (Metric metric : family.getMetrics()) {
                samples.add(family.getName() + labels(metric.getLabels()) + " " + ((Gauge) metric).getValue());
            }
        }
        return samples;
    }

    private static String labels(Map<String, String> labels) {
        if (labels.isEmpty()) {
            return "";
        }
        List<String> written = new ArrayList<>();
        new TreeMap<>(labels).forEach((name, value) -> written.add(name + "=\"" + value + '"'));
        return "{" + String.join(",", written) + "}";
    }
}
