package dev.framelens.wall;

import dev.framelens.testing.Pictures;
import dev.framelens.wall.Outcomes.Found;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A made-up street: nobody's picture, and known to the pixel.
 *
 * @param found where its people and cars are
 */
public record Scene(byte[] jpeg, List<Found> found) {
  public static final int WIDTH = 640;
  public static final int HEIGHT = 360;

  private static final int HORIZON = 150;

  /** Always the same for a camera and a moment, in which it moves on. */
  public static Scene of(int camera, int moment) {
    var random = new Random(camera * 0x9E3779B97F4A7C15L);
    var picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    float hue = random.nextFloat();
    pen.setPaint(
        new GradientPaint(
            0,
            0,
            Color.getHSBColor(hue, 0.25f, 0.75f),
            0,
            HORIZON,
            Color.getHSBColor(hue, 0.1f, 0.95f)));
    pen.fillRect(0, 0, WIDTH, HORIZON);
    houses(pen, random);
    pen.setPaint(
        new GradientPaint(0, HORIZON, new Color(96, 98, 102), 0, HEIGHT, new Color(62, 64, 68)));
    pen.fillRect(0, HORIZON, WIDTH, HEIGHT - HORIZON);
    pen.setColor(new Color(230, 228, 210));
    pen.setStroke(new BasicStroke(4));
    for (int x = -moment % 80; x < WIDTH; x += 80) {
      pen.drawLine(x, 255, x + 40, 255);
    }
    var found = new ArrayList<Found>();
    int cars = 1 + random.nextInt(2);
    for (int car = 0; car < cars; car++) {
      int from = random.nextInt(WIDTH);
      int x = (from + moment * 9 * (1 + car)) % (WIDTH + 160) - 160;
      car(pen, x, 180 + 70 * car, Color.getHSBColor(random.nextFloat(), 0.7f, 0.8f), found);
    }
    int people = random.nextInt(4);
    for (int person = 0; person < people; person++) {
      int from = random.nextInt(WIDTH);
      int x = Math.floorMod(from + moment * 3 * (random.nextBoolean() ? 1 : -1), WIDTH);
      person(pen, x, 140 + random.nextInt(70), random, found);
    }
    pen.dispose();
    return new Scene(Pictures.jpeg(picture), found);
  }

  private static void houses(Graphics2D pen, Random random) {
    for (int x = 0; x < WIDTH; ) {
      int width = 50 + random.nextInt(90);
      int top = 20 + random.nextInt(90);
      pen.setColor(Color.getHSBColor(random.nextFloat(), 0.15f, 0.45f + 0.3f * random.nextFloat()));
      pen.fillRect(x, top, width - 4, HORIZON - top);
      pen.setColor(new Color(250, 240, 190, 150));
      for (int window = x + 10; window < x + width - 16; window += 20) {
        for (int floor = top + 12; floor < HORIZON - 16; floor += 24) {
          pen.fillRect(window, floor, 9, 12);
        }
      }
      x += width;
    }
  }

  private static void car(Graphics2D pen, int x, int y, Color paint, List<Found> found) {
    pen.setColor(paint);
    pen.fillRoundRect(x + 30, y, 80, 36, 24, 24);
    pen.fillRoundRect(x, y + 22, 150, 34, 18, 18);
    pen.setColor(new Color(200, 225, 240));
    pen.fillRect(x + 44, y + 7, 25, 17);
    pen.fillRect(x + 74, y + 7, 25, 17);
    pen.setColor(Color.BLACK);
    pen.fillOval(x + 20, y + 42, 28, 28);
    pen.fillOval(x + 102, y + 42, 28, 28);
    add(found, "car", 0.91, x, y, x + 150, y + 70);
  }

  private static void person(Graphics2D pen, int x, int y, Random random, List<Found> found) {
    pen.setColor(new Color(222, 184, 150));
    pen.fillOval(x + 12, y, 20, 20);
    pen.setColor(Color.getHSBColor(random.nextFloat(), 0.6f, 0.6f));
    pen.fillRoundRect(x + 6, y + 20, 32, 46, 14, 14);
    pen.setColor(new Color(40, 44, 60));
    pen.fillRect(x + 10, y + 62, 10, 44);
    pen.fillRect(x + 24, y + 62, 10, 44);
    add(found, "person", 0.84, x, y, x + 44, y + 106);
  }

  /** What can be seen of it. */
  private static void add(
      List<Found> found, String name, double score, int left, int top, int right, int bottom) {
    if (right > 20 && left < WIDTH - 20) {
      found.add(
          new Found(
              name,
              score,
              fraction(top, HEIGHT),
              fraction(left, WIDTH),
              fraction(bottom, HEIGHT),
              fraction(right, WIDTH)));
    }
  }

  private static double fraction(int pixels, int of) {
    return Math.max(0, Math.min(1, (double) pixels / of));
  }
}
