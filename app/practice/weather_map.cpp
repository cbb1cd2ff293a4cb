#include "app/practice/weather_map.h"

namespace till::practice {

namespace {

constexpr int kWidth = 480;
constexpr int kHeight = 320;
constexpr std::size_t kTowns = 5;

std::string attribute(const char* name, int value)
{
    return std::string(" ") + name + "=\"" + std::to_string(value) + "\"";
}

std::string coast(const Hash256& seed)
{
    std::string path = "M0 " + std::to_string(kHeight);
    constexpr int steps = 8;
    for (int i = 0; i <= steps; ++i) {
        const int x = kWidth * i / steps;
        const int y = 170 + seed[static_cast<std::size_t>(i)] % 70;
        path += " L" + std::to_string(x) + " " + std::to_string(y);
    }
    path += " L" + std::to_string(kWidth) + " " + std::to_string(kHeight) + " Z";
    return "<path fill=\"#cfe3c4\" stroke=\"#6f8f63\" d=\"" + path + "\"/>\n";
}

std::string pressure(int x, int y, const char* letter)
{
    std::string out;
    for (const int radius : {26, 46, 66}) {
        out += "<ellipse fill=\"none\" stroke=\"#7d8fb3\"" + attribute("cx", x) + attribute("cy", y) +
               attribute("rx", radius) + attribute("ry", radius * 2 / 3) + "/>\n";
    }
    return out + "<text font-size=\"22\" fill=\"#2c3e66\" text-anchor=\"middle\"" + attribute("x", x) +
           attribute("y", y + 8) + ">" + letter + "</text>\n";
}

std::string towns(const Hash256& seed)
{
    std::string out;
    for (std::size_t i = 0; i < kTowns; ++i) {
        const int x = 50 + static_cast<int>(i) * 90 + seed[12 + i] % 30;
        const int y = 250 + seed[17 + i] % 45;
        const int degrees = 4 + seed[22 + i] % 24;
        out += "<circle r=\"3\" fill=\"#a33\"" + attribute("cx", x) + attribute("cy", y) + "/>" +
               "<text font-size=\"13\" fill=\"#333\"" + attribute("x", x + 6) + attribute("y", y + 4) + ">" +
               std::to_string(degrees) + "°</text>\n";
    }
    return out;
}

} // namespace

std::string weatherMapSvg(const Hash256& seed)
{
    const int high = 90 + seed[9] % 120;
    const int low = 290 + seed[10] % 120;
    return "<svg xmlns=\"http://www.w3.org/2000/svg\"" + attribute("width", kWidth) +
           attribute("height", kHeight) + " viewBox=\"0 0 " + std::to_string(kWidth) + " " +
           std::to_string(kHeight) + "\" font-family=\"sans-serif\">\n<title>Practice weather</title>\n" +
           "<rect width=\"100%\" height=\"100%\" fill=\"#dce9f5\"/>\n" + coast(seed) +
           pressure(high, 80, "H") + pressure(low, 90, "L") + towns(seed) + "</svg>\n";
}

} // namespace till::practice
