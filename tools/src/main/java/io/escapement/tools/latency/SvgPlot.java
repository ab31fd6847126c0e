package io.escapement.tools.latency;

import org.HdrHistogram.Histogram;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import java.io.Writer;
import java.util.Locale;
import java.util.Map;

/** Draws percentile distributions as an SVG picture: one line a hop, percentile across, microseconds upwards. */
final class SvgPlot {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 540;
    private static final int LEFT = 104;
    private static final int RIGHT = 250;
    private static final int TOP = 56;
    private static final int BOTTOM = 70;
    private static final int PLOT_WIDTH = WIDTH - LEFT - RIGHT;
    private static final int PLOT_HEIGHT = HEIGHT - TOP - BOTTOM;
    private static final int POINTS = 300;
    private static final int LEGEND_ROW = 40;
    /** Told apart by most colour-blind people too (Okabe and Ito). */
    private static final String[] COLOURS =
        {"#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000"};

    private final Map<String, Histogram> hops;
    private final PercentileScale scale;
    private XMLStreamWriter xml;

    SvgPlot(Map<String, Histogram> hops) {
        this.hops = hops;
        this.scale = new PercentileScale(hops.values());
    }

    /** @param subtitle what was measured */
    void write(Writer out, String subtitle) throws XMLStreamException {
        xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out);
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("svg");
        xml.writeDefaultNamespace("http://www.w3.org/2000/svg");
        attributes("width", WIDTH, "height", HEIGHT, "viewBox", "0 0 " + WIDTH + " " + HEIGHT,
            "font-family", "sans-serif", "font-size", 13);
        empty("rect", "width", WIDTH, "height", HEIGHT, "fill", "#ffffff");
        text(LEFT, 24, "start", "Latency by percentile", "font-size", 17, "font-weight", "bold");
        text(LEFT, 44, "start", subtitle, "fill", "#555555");
        percentileAxis();
        valueAxis();
        int index = 0;
        for (final Map.Entry<String, Histogram> hop : hops.entrySet()) {
            line(hop.getValue(), COLOURS[index % COLOURS.length]);
            legend(index, hop.getKey(), hop.getValue());
            index++;
        }
        xml.writeEndElement();
        xml.writeEndDocument();
        xml.close();
    }

    private void percentileAxis() throws XMLStreamException {
        for (int nines = 0; nines <= scale.nines(); nines++) {
            final double x = x(nines / (double) scale.nines());
            empty("line", "x1", x, "y1", TOP, "x2", x, "y2", TOP + PLOT_HEIGHT, "stroke", "#dddddd");
            text(x, TOP + PLOT_HEIGHT + 20, "middle", PercentileScale.tick(nines));
        }
        text(LEFT + PLOT_WIDTH / 2.0, HEIGHT - 24, "middle", "percentile (every further nine takes the same room)");
    }

    private void valueAxis() throws XMLStreamException {
        for (int decade = scale.lowDecade(); decade <= scale.highDecade(); decade++) {
            final double y = y(Math.pow(10, decade));
            empty("line", "x1", LEFT, "y1", y, "x2", LEFT + PLOT_WIDTH, "y2", y, "stroke", "#dddddd");
            text(LEFT - 8, y + 4, "end", PercentileScale.decade(decade));
        }
        final int middle = TOP + PLOT_HEIGHT / 2;
        text(24, middle, "middle", "latency, us (log scale)", "transform", "rotate(-90 24 " + middle + ")");
        empty("rect", "x", LEFT, "y", TOP, "width", PLOT_WIDTH, "height", PLOT_HEIGHT, "fill", "none", "stroke",
            "#888888");
    }

    private void line(Histogram histogram, String colour) throws XMLStreamException {
        final StringBuilder points = new StringBuilder();
        for (int i = 0; i <= POINTS; i++) {
            final double place = i / (double) POINTS;
            points.append(i == 0 ? "" : " ").append(number(x(place))).append(',')
                .append(number(y(PercentileScale.us(histogram, scale.percentile(place)))));
        }
        empty("polyline", "points", points, "fill", "none", "stroke", colour, "stroke-width", 2);
    }

    private void legend(int index, String tag, Histogram histogram) throws XMLStreamException {
        final int x = LEFT + PLOT_WIDTH + 18;
        final int y = TOP + 12 + index * LEGEND_ROW;
        empty("line", "x1", x, "y1", y, "x2", x + 24, "y2", y, "stroke", COLOURS[index % COLOURS.length],
            "stroke-width", 3);
        text(x + 32, y + 4, "start", tag);
        text(x + 32, y + 20, "start", String.format(Locale.ROOT, "p50 %.2f  p99 %.2f us",
            PercentileScale.us(histogram, 50), PercentileScale.us(histogram, 99)), "fill", "#555555", "font-size", 11);
    }

    private static double x(double place) {
        return LEFT + place * PLOT_WIDTH;
    }

    private double y(double us) {
        return TOP + (1 - scale.place(us)) * PLOT_HEIGHT;
    }

    private void text(double x, double y, String anchor, String text, Object... more) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement("text");
        attributes("x", x, "y", y, "text-anchor", anchor);
        attributes(more);
        xml.writeCharacters(text.replaceAll("\\p{Cntrl}", "?"));
        xml.writeEndElement();
    }

    private void empty(String name, Object... pairs) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeEmptyElement(name);
        attributes(pairs);
    }

    private void attributes(Object... pairs) throws XMLStreamException {
        for (int i = 0; i < pairs.length; i += 2) {
            xml.writeAttribute(pairs[i].toString(),
                pairs[i + 1] instanceof Double number ? number(number) : pairs[i + 1].toString());
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
