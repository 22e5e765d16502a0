import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ofdrw.font.FontName;
import org.ofdrw.layout.OFDDoc;
import org.ofdrw.layout.VirtualPage;
import org.ofdrw.layout.element.Paragraph;
import org.ofdrw.layout.element.canvas.Canvas;
import org.ofdrw.layout.element.canvas.DrawContext;
import org.ofdrw.layout.element.canvas.FontSetting;

/** Writes an OFD: the lines of a text as paragraphs, those that hold tabs as a ruled table on a page of its own. */
public class Write {
    private static final double ROW = 12, SIZE = 4, WIDE = 160;

    public static void main(String[] arguments) throws IOException {
        List<String[]> rows = new ArrayList<>();
        try (OFDDoc document = new OFDDoc(Path.of(arguments[1]))) {
            for (String line : Files.readAllLines(Path.of(arguments[0]), StandardCharsets.UTF_8)) {
                if (line.indexOf('\t') >= 0) {
                    rows.add(line.split("\t", -1));
                } else {
                    document.add(new Paragraph("\u3000\u3000" + line, 5d));
                }
            }
            if (!rows.isEmpty()) {
                VirtualPage page = new VirtualPage(document.getPageLayout());
                page.add(table(rows));
                document.addVPage(page);
            }
        }
    }

    private static Canvas table(List<String[]> rows) {
        Canvas canvas = new Canvas(25d, 40d, WIDE, ROW * rows.size());
        canvas.setDrawer(context -> draw(context, rows));
        return canvas;
    }

    private static void draw(DrawContext context, List<String[]> rows) throws IOException {
        double column = WIDE / rows.get(0).length, bottom = ROW * rows.size();
        context.setFont(new FontSetting(SIZE, FontName.SimSun.font()));
        for (int row = 0; row <= rows.size(); row++) {
            stroke(context, 0, ROW * row, WIDE, ROW * row);
        }
        for (int at = 0; at <= rows.get(0).length; at++) {
            stroke(context, column * at, 0, column * at, bottom);
        }
        for (int row = 0; row < rows.size(); row++) {
            for (int at = 0; at < rows.get(row).length; at++) {
                context.fillText(rows.get(row)[at], column * at + 1, ROW * row + SIZE * 2);
            }
        }
    }

    private static void stroke(DrawContext context, double x1, double y1, double x2, double y2) {
        context.beginPath();
        context.moveTo(x1, y1);
        context.lineTo(x2, y2);
        context.stroke();
    }
}
