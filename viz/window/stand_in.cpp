namespace outpost {}
