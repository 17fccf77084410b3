"""The shader programs. Numbers of materials are those of parts.Material.

Software OpenGL runs both sides of every branch and shades each small triangle by blocks of 16 pixels. So the room and
what stands in it have a program each, materials differ by numbers in a table instead of by code, and the light of the
sky on people is found per point of their dense mesh, not per pixel.
"""

from typing import Final

MAX_LIGHTS: Final = 16  # one strong light and up to 15 from the sky; tiles of a 4 x 4 shadow atlas

_SHARED: Final = """#version 330
uniform vec3 eye;
uniform int light_count;
uniform mat4 light_view[16]; uniform vec3 light_direction[16]; uniform vec3 light_colour[16];
uniform sampler2DShadow shadows;
uniform float exposure;

vec2 tile(vec2 place, int i) { return (clamp(place, .004, .996) + vec2(float(i % 4), float(i / 4))) / 4.; }
bool outside(vec3 s) { return any(lessThan(s.xy, vec2(0))) || any(greaterThan(s.xy, vec2(1))); }

float sunlit(vec3 p) {  // the strong light: 0 in shadow .. 1, soft edge
    vec3 s = (light_view[0] * vec4(p, 1)).xyz * .5 + .5;
    float sum = 0.;
    for (int x = 0; x < 2; x++) for (int y = 0; y < 2; y++)
        sum += texture(shadows, vec3(tile(s.xy + (vec2(x, y) - .5) * .0038, 0), s.z - .004));
    return outside(s) ? 1. : sum / 4.;
}

float skylit(vec3 p, int i) {
    vec3 s = (light_view[i] * vec4(p, 1)).xyz * .5 + .5;
    return outside(s) ? 1. : texture(shadows, vec3(tile(s.xy, i), s.z - .008));
}

float wrapped(vec3 n, int i, float wrap) { return max((dot(n, light_direction[i]) + wrap) / (1. + wrap), 0.); }

vec4 shown(vec3 light) {  // from linear light to the picture
    vec3 c = light * exposure;
    return vec4(pow(clamp(c * (1. + c * .12) / (1. + c * .55), 0., 1.), vec3(1. / 2.2)), 1);
}
"""

ROOM_VERTEX: Final = """#version 330
uniform mat4 view;
in vec3 point; in vec3 normal; in vec3 colour; in float material; in vec2 uv;
out vec3 P, N, C; flat out float M; out vec2 UV;
void main() {
    P = point; N = normal; C = colour; M = material; UV = uv;
    gl_Position = view * vec4(point, 1);
}
"""

ROOM_FRAGMENT: Final = (
    _SHARED
    + """
in vec3 P, N, C; flat in float M; in vec2 UV;
out vec4 picture;
uniform sampler2D walls;
uniform int first_open;  // from here on people cast no shadow: 1 on walls, all lights on the floor
vec3 from(int i, vec3 albedo, vec3 n, vec3 v, float gloss) {
    float shine = gloss * pow(max(dot(n, normalize(v + light_direction[i])), 0.), 30.);
    return light_colour[i] * (albedo * wrapped(n, i, 0.) + shine);
}
void main() {
    vec3 n = normalize(N), v = normalize(eye - P), p = P + n * .012;
    vec3 painted = mix(vec3(1), texture(walls, UV).rgb, step(9.5, M)), albedo = painted * painted * C;
    float gloss = mix(.02, .10, step(10.5, M));
    vec3 sum = albedo * vec3(.055, .053, .05) + sunlit(p) * from(0, albedo, n, v, gloss);
    for (int i = 1; i < first_open; i++) sum += skylit(p, i) * from(i, albedo, n, v, gloss);
    for (int i = first_open; i < light_count; i++) sum += from(i, albedo, n, v, gloss);
    picture = shown(sum);
}
"""
)

PEOPLE_VERTEX: Final = (
    _SHARED
    + """
uniform mat4 view;
in vec3 point; in vec3 normal; in vec3 colour; in float material; in vec3 grain;
out vec3 P, N, C, G, sky; flat out int M;
invariant gl_Position;
void main() {
    P = point; N = normal; C = colour; M = int(material + .5); G = grain;
    float wrap = M == 0 ? .25 : 0.;
    sky = vec3(.055, .053, .05);
    for (int i = 1; i < light_count; i++)
        sky += skylit(point + normal * .012, i) * light_colour[i] * wrapped(normal, i, wrap);
    gl_Position = view * vec4(point, 1);
}
"""
)

PEOPLE_FRAGMENT: Final = (
    _SHARED
    + """
in vec3 P, N, C, G, sky; flat in int M;
out vec4 picture;
// By material: grain per metre across and along, its depth, folds in the surface; gloss, tightness, wrap.
const vec4 ROUGH[6] = vec4[](vec4(70, 70, .2, 0), vec4(34, 20, .3, .35), vec4(260, 50, .9, 0),
                             vec4(1, 1, 0, 0), vec4(90, 90, .2, 0), vec4(60, 60, .2, 0));
const vec3 SHINE[6] = vec3[](vec3(.06, 14, .25), vec3(0, 16, 0), vec3(.10, 10, 0), vec3(.5, 60, 0), vec3(.08, 16, 0),
                             vec3(.05, 16, 0));

float hash(vec3 p) { p = fract(p * .3183099 + .1); p *= 17.; return fract(p.x * p.y * p.z * (p.x + p.y + p.z)); }
vec4 noise(vec3 x) {  // slope in xyz, value in w
    vec3 i = floor(x), f = fract(x), u = f * f * (3. - 2. * f), du = 6. * f * (1. - f);
    float a = hash(i), b = hash(i + vec3(1,0,0)), c = hash(i + vec3(0,1,0)), d = hash(i + vec3(1,1,0)),
          e = hash(i + vec3(0,0,1)), g = hash(i + vec3(1,0,1)), h = hash(i + vec3(0,1,1)), k = hash(i + vec3(1,1,1));
    float k1 = b - a, k2 = c - a, k3 = e - a, k4 = a - b - c + d, k5 = a - c - e + h, k6 = a - b - e + g,
          k7 = -a + b + c - d + e - g - h + k;
    return vec4(du * (vec3(k1, k2, k3) + u.yzx * vec3(k4, k5, k6) + u.zxy * vec3(k6, k4, k5) + k7 * u.yzx * u.zxy),
                a + k1 * u.x + k2 * u.y + k3 * u.z + k4 * u.x * u.y + k5 * u.y * u.z + k6 * u.z * u.x
                + k7 * u.x * u.y * u.z);
}

vec3 eyeball(vec3 white) {  // grain is measured from the middle of the eye
    float r = length(G.xy);
    vec3 inner = mix(vec3(.004), vec3(.07, .035, .018), smoothstep(.0020, .0026, r));
    return G.z > 0. ? mix(inner, white, smoothstep(.0056, .0064, r)) : white;
}

void main() {
    vec3 n = normalize(N), v = normalize(eye - P);
    n = gl_FrontFacing ? n : -n;
    vec4 rough = ROUGH[M]; vec3 shine = SHINE[M];
    vec4 grain = noise(G * rough.xyx);
    vec3 albedo = (M == 3 ? eyeball(C) : C) * (1. + rough.z * (grain.w - .5));
    n = normalize(n - .25 * rough.w * grain.xyz);
    float d = dot(n, light_direction[0]), w = wrapped(n, 0, shine.z);
    vec3 warm = mix(vec3(1), vec3(1.12, .95, .9), (1. - w) * step(.01, shine.z));  // light that passed through skin
    float gleam = shine.x * pow(max(dot(n, normalize(v + light_direction[0])), 0.), shine.y) * step(0., d);
    vec3 key = sunlit(P + n * .012) * light_colour[0] * (warm * albedo * w + gleam);
    picture = shown(albedo * sky * (gl_FrontFacing ? 1. : .5) + key);
}
"""
)

DEPTH_VERTEX: Final = """#version 330
uniform mat4 view;
in vec3 point;
void main() { gl_Position = view * vec4(point, 1); }
"""

DEPTH_FRAGMENT: Final = """#version 330
void main() {}
"""
